public import Foundation

/// What a configuration file says of a site: data folder, time zone, cameras with zones and rules.
///
/// `config/camindexd.yaml` explains every key.
public struct SiteConfiguration: Hashable, Sendable {
    /// Where index and evidence lie, as an absolute path.
    public var dataFolder: String?
    /// On which clocks local times are meant and printed.
    public var timeZone: TimeZone?
    /// How often the detector looks, at most, in samples per second of footage; nil where the file
    /// does not say.
    public var samplesPerSecond: Double?
    /// How recorded footage is sampled, or nil where the file does not say.
    public var gear: GearWish?
    /// Whether events get clips beside their stills; nil where the file does not say.
    public var keepsClips: Bool?
    /// The rules of cameras that have none of their own; nil where the file does not say.
    public var defaultRules: [RuleConfiguration]?
    /// The dates on which rules go by their hours of holidays.
    public var holidays: Set<CalendarDay> = []
    /// The cameras, in the order of the file and of those that it includes.
    public var cameras: [CameraConfiguration]
    /// What is recorded of cameras that say nothing of it.
    public var defaultRecording = RecordingConfiguration()
    /// Where recordings lie, as an absolute path; nil where the file does not say.
    public var recordingFolder: String?
    /// Bytes that recordings leave free on their disk; nil where the file does not say.
    public var recordingReserve: Int64?
    /// How long the parts of a live stream are waited for.
    public var streamLimits = StreamLimits()
    /// Who is told of events.
    public var notify: [NotifyConfiguration] = []
    /// Where `camindexd run` answers over HTTP; nil where it does not.
    public var listenAddress: ListenAddress? = .usual

    /// The files that are included, in their order.
    public internal(set) var includedFiles: [String] = []

    /// The file, as it was given; empty where there is none.
    let file: String

    /// Makes a configuration that leaves everything to the defaults.
    public init(file: String = "") {
        cameras = []
        self.file = file
    }

    /// What the file says of the camera `id`, or nil where it does not mention it.
    public func camera(_ id: String) -> CameraConfiguration? {
        cameras.first { $0.id == id }
    }

    /// The rules by which the camera `id` is judged: its own, else the default ones of the file,
    /// else one of four minutes over the whole picture.
    ///
    /// A rule over several zones becomes one for each, of the same name.
    /// - Throws: `ConfigurationError` where a default rule names a zone that the camera does not
    ///   have. For the cameras of the file that was checked when it was read.
    public func rules(for id: String) throws(ConfigurationError) -> [DwellRule] {
        try rules(for: id, configured: camera(id))
    }

    /// The rules of the camera `id`, of which the file says `camera`.
    func rules(
        for id: String,
        configured camera: CameraConfiguration?
    ) throws(ConfigurationError) -> [DwellRule] {
        guard let configured = camera?.rules ?? defaultRules else { return [Self.usualRule] }
        var rules: [DwellRule] = []
        for rule in configured {
            if rule.zones.isEmpty { rules.append(made(rule, in: .wholeFrame)) }
            for name in rule.zones {
                guard let zone = camera?.zones.first(where: { $0.name == name }) else {
                    throw .missingZone(name, rule: rule.name, camera: id, file: file)
                }
                rules.append(made(rule, in: zone))
            }
        }
        return rules
    }

    private func made(_ rule: RuleConfiguration, in zone: Zone) -> DwellRule {
        rule.rule(in: zone, holidays: holidays, timeZone: timeZone)
    }

    /// The founding rule, where nobody says otherwise: no vehicle stands longer than four minutes.
    static let usualRule = DwellRule(limit: .minutes(4))
}

/// What a configuration file says of a camera.
public struct CameraConfiguration: Hashable, Sendable {
    /// By what commands and files call the camera.
    public var id: String
    /// What people call it, in any script; nil where the file does not say.
    public var name: String?
    /// Where its live pictures come from; nil where it is not watched.
    public var source: SourceConfiguration?
    /// Where the smaller pictures come from in which stops are looked for; nil where that is done
    /// in those of `source`.
    public internal(set) var detectSource: SourceConfiguration?
    /// How its live pictures are sampled.
    public internal(set) var gear = LiveGearChoice.automatic
    /// What of its live pictures is recorded.
    public var recording = RecordingConfiguration()
    /// Where its recorder writes camera and start time into file names.
    public var timeTemplate: FileNameTemplate?
    /// The zones drawn on its picture, in the order of the file.
    public var zones: [Zone]
    /// Its rules; nil where it follows the default ones.
    public var rules: [RuleConfiguration]?

    /// Makes a camera.
    public init(
        id: String,
        name: String? = nil,
        source: SourceConfiguration? = nil,
        timeTemplate: FileNameTemplate? = nil,
        zones: [Zone] = [],
        rules: [RuleConfiguration]? = nil
    ) {
        self.id = id
        self.name = name
        self.source = source
        self.timeTemplate = timeTemplate
        self.zones = zones
        self.rules = rules
    }
}
