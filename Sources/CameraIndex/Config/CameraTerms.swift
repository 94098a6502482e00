/// What stands under a camera or a template; what does not stand there is nil.
struct CameraTerms {
    /// A text, and where it stands.
    typealias PlacedText = (text: String, place: ConfigurationReader.Place)

    /// Where live pictures come from, with fields.
    var source: PlacedText?
    /// Where the smaller pictures come from in which stops are looked for, with fields.
    var detectSource: PlacedText?
    /// What is put in the place of fields, by their names.
    var values: [String: PlacedText] = [:]
    /// What an encrypted stream's server must show, and where that stands.
    var trust: (trust: StreamTrust, place: ConfigurationReader.Place)?
    /// How packets of RTSP are carried, and where that stands.
    var transport: (transport: StreamTransport, place: ConfigurationReader.Place)?
    /// What a capture device is asked for, and where that stands.
    var capture: (mode: CaptureMode, place: ConfigurationReader.Place)?
    /// How its stream is sampled.
    var gear: LiveGearChoice?
    /// What is recorded and kept.
    var recording = RecordingConfiguration()
    var timeTemplate: FileNameTemplate?
    /// The zones, and the names of all, right or wrong: one mistake is reported once.
    var zones: (zones: [Zone], names: [String])?
    /// The rules, and the zones that they name.
    var rules: (rules: [ConfigurationReader.PlacedRule], uses: [ConfigurationReader.ZoneUse])?

    /// Whether a template is named that is not there: what is missing is missing for that.
    var lacksTemplate = false

    /// These terms, and those of `others` where these say nothing; values are told one by one.
    func over(_ others: CameraTerms) -> CameraTerms {
        var terms = self
        terms.source = source ?? others.source
        terms.detectSource = detectSource ?? others.detectSource
        terms.values = others.values.merging(values) { $1 }
        terms.trust = trust ?? others.trust
        terms.transport = transport ?? others.transport
        terms.capture = capture ?? others.capture
        terms.gear = gear ?? others.gear
        terms.recording = recording.over(others.recording)
        terms.timeTemplate = timeTemplate ?? others.timeTemplate
        terms.zones = zones ?? others.zones
        terms.rules = rules ?? others.rules
        terms.lacksTemplate = lacksTemplate || others.lacksTemplate
        return terms
    }
}
