internal import Foundation
internal import Yams

extension SiteConfiguration {
    /// Reads the file at `path` and those that it includes; relative paths in a file start from
    /// that file's folder.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong.
    public init(contentsOf path: String) throws(ConfigurationError) {
        try self.init(ConfigurationDocument(contentsOf: path), file: path)
    }

    /// Reads a text; `file` names it in errors, and relative paths start from that file's folder.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong.
    public init(yaml text: String, file: String) throws(ConfigurationError) {
        try self.init(ConfigurationDocument(text, file: file), file: file)
    }

    private init(_ document: ConfigurationDocument, file: String) throws(ConfigurationError) {
        self.init(file: file)
        var reader = ConfigurationReader()
        guard let root = reader.root(of: document, file: file) else { return }
        read(root, with: &reader)
        let problems = reader.problems + reader.shared.problems
        guard problems.isEmpty else { throw ConfigurationError(file: file, problems: problems) }
    }

    private mutating func read(
        _ root: ConfigurationReader.Place,
        with reader: inout ConfigurationReader
    ) {
        let values = reader.values(of: root, by: RootKey.self)
        readTerms(values, with: &reader)
        let included = values[.include].map { reader.included($0) } ?? []
        includedFiles = included.map(\.file)
        var uses: [ConfigurationReader.ZoneUse] = []
        var placedDefaults: [ConfigurationReader.PlacedRule] = []
        var usual: [ConfigurationReader.Place] = []
        if let place = values[.defaults] {
            let defaults = reader.values(of: place, by: DefaultsKey.self)
            if let rules = defaults[.rules] {
                let read = reader.rules(rules)
                (defaultRules, uses) = (read.rules.map(\.rule), read.uses)
                placedDefaults = read.rules
            }
            defaultRecording = reader.recording(
                mode: defaults[.record],
                retention: defaults[.retention],
                preRoll: defaults[.preRoll]
            )
            usual = defaults[.template].map { reader.templateNames($0) } ?? []
        }
        let templates = reader.templates(
            [values[.templates]].compactMap(\.self) + included.compactMap(\.values[.templates])
        )
        cameras = reader.cameras(
            [values[.cameras]].compactMap(\.self) + included.compactMap(\.values[.cameras]),
            templates: templates,
            usual: usual
        )
        reader.checkDefaultZones(uses)
        reader.checkDefaultSizes(placedDefaults, cameras: cameras)
        reader.checkFilters(
            cameras: cameras,
            defaultRules: defaultRules?.map(\.name) ?? [Self.usualRule.name]
        )
        if values[.timeZone] == nil { reader.checkTimeZones() }
    }

    /// Reads what does not concern single cameras.
    private mutating func readTerms(
        _ values: [RootKey: ConfigurationReader.Place],
        with reader: inout ConfigurationReader
    ) {
        if let place = values[.data] {
            dataFolder = reader.text(place, example: "write the path of a folder")
                .map { Self.absolute($0, besides: place.file) }
        }
        if let place = values[.timeZone] {
            timeZone = reader.timeZone(place)
        }
        holidays = values[.holidays].map { reader.dates($0) } ?? []
        if let place = values[.detector] {
            let detector = reader.values(of: place, by: DetectorKey.self)
            gear = detector[.gear].flatMap {
                reader.word($0, example: "write auto, survey, keyframes, nth or all")
            }
            samplesPerSecond = detector[.samplesPerSecond].flatMap {
                reader.number($0, in: Self.samplesPerSecondRange)
            }
        }
        if let place = values[.streams] { streamLimits = reader.streamLimits(place) }
        if let place = values[.http],
            let listen = reader.values(of: place, by: HTTPKey.self)[.listen]
        {
            listenAddress = reader.listenAddress(listen)
        }
        if let place = values[.evidence] {
            keepsClips = reader.values(of: place, by: EvidenceKey.self)[.clip].flatMap {
                reader.choice($0)
            }
        }
        if let place = values[.recording] {
            let (folder, reserve) = reader.recordingPlace(place)
            recordingFolder = folder.map { Self.absolute($0, besides: file) }
            recordingReserve = reserve
        }
        notify = values[.notify].map { reader.notify($0) } ?? []
    }

    /// How often the detector may look, in samples per second.
    private static let samplesPerSecondRange = 0.5...60.0

    static func absolute(_ path: String, besides file: String) -> String {
        if path == "~" || path.hasPrefix("~/") {
            return FileManager.default.homeDirectoryForCurrentUser.path() + path.dropFirst(2)
        }
        let folder = URL(filePath: file).deletingLastPathComponent()
        return URL(filePath: path, relativeTo: folder).standardizedFileURL.path(
            percentEncoded: false
        )
    }
}

extension ConfigurationReader {
    /// Reports the zones of default rules that a camera under them does not have.
    mutating func checkDefaultZones(_ uses: [ZoneUse]) {
        for (camera, zones) in zonesUnderDefaults {
            for use in uses where !zones.contains(use.zone) {
                report(
                    "\(use.place.path) is \"\(use.zone)\", a zone that camera \(camera) does not "
                        + "have; draw it under cameras.\(camera).zones, or give the camera rules "
                        + "of its own.",
                    at: use.place.spot
                )
            }
        }
    }
}
