internal import Foundation
internal import Yams

extension SiteConfiguration {
    /// Reads the file at `path`; relative paths in it start from the file's folder.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong.
    public init(contentsOf path: String) throws(ConfigurationError) {
        let url = URL(filePath: path)
        let bytes: Data
        do {
            bytes = try Data(contentsOf: url)
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw .whole(file: path, "cannot be read: \(reason)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .whole(file: path, "is not UTF-8 text; save it as UTF-8.")
        }
        try self.init(yaml: text, file: path)
    }

    /// Reads a text; `file` names it in errors, and relative paths start from that file's folder.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong.
    public init(yaml text: String, file: String) throws(ConfigurationError) {
        let document: ConfigurationDocument
        do {
            document = try ConfigurationDocument(text)
        } catch {
            throw .syntax(error, file: file, text: text)
        }
        self.init(file: file)
        guard let root = document.root else { return }
        var reader = ConfigurationReader(repeatedKeys: document.repeatedKeys)
        read(root, with: &reader, file: file)
        guard reader.problems.isEmpty else {
            throw ConfigurationError(file: file, problems: reader.problems)
        }
    }

    private mutating func read(_ root: Node, with reader: inout ConfigurationReader, file: String) {
        let values = reader.values(
            of: ConfigurationReader.Place(node: root, path: ""),
            by: RootKey.self
        )
        if let place = values[.data] {
            dataFolder = reader.text(place, example: "write the path of a folder")
                .map { Self.absolute($0, besides: file) }
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
        var uses: [ConfigurationReader.ZoneUse] = []
        var placedDefaults: [ConfigurationReader.PlacedRule] = []
        let defaults = values[.defaults].map { reader.values(of: $0, by: DefaultsKey.self) } ?? [:]
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
        cameras = values[.cameras].map { reader.cameras($0) } ?? []
        reader.checkDefaultZones(uses)
        reader.checkDefaultSizes(placedDefaults, cameras: cameras)
        if values[.timeZone] == nil { reader.checkTimeZones() }
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
                    at: use.place.node.mark
                )
            }
        }
    }
}

extension ConfigurationError {
    /// The file is not YAML.
    fileprivate static func syntax(
        _ error: any Error,
        file: String,
        text: String
    ) -> ConfigurationError {
        guard let error = error as? YamlError else { return whole(file: file, "\(error)") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return at(mark.line, mark.column, file: file, "is not valid YAML here: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            return at(
                context.mark.line,
                context.mark.column,
                file: file,
                "\(keys.joined(separator: ", ")) stands twice."
            )
        case .reader(let problem, let offset, _, _):
            let line = text.prefix(offset ?? 0).count { $0.isNewline } + 1
            return at(line, 1, file: file, "is not valid YAML here: \(problem).")
        default:
            return whole(file: file, "is not valid YAML: \(error)")
        }
    }

    private static func at(
        _ line: Int,
        _ column: Int,
        file: String,
        _ message: String
    ) -> ConfigurationError {
        let problem = ConfigurationProblem(line: line, column: column, message: message)
        return ConfigurationError(file: file, problems: [problem])
    }
}
