/// The keys that a mapping of the configuration may have.
protocol ConfigurationKey: RawRepresentable<String>, CaseIterable, Hashable {}

/// The keys of the file itself.
enum RootKey: String, ConfigurationKey {
    case data
    case timeZone = "time_zone"
    case detector
    case evidence
    case defaults
    case cameras
}

/// The keys under `detector`.
enum DetectorKey: String, ConfigurationKey {
    case samplesPerSecond = "samples_per_second"
}

/// The keys under `evidence`.
enum EvidenceKey: String, ConfigurationKey {
    case clip
}

/// The keys under `defaults`.
enum DefaultsKey: String, ConfigurationKey {
    case rules
}

/// The keys of a camera.
enum CameraKey: String, ConfigurationKey {
    case name
    case timeTemplate = "time_template"
    case zones
    case rules
}

/// The keys of a rule.
enum RuleKey: String, ConfigurationKey {
    case name
    case kind
    case zones
    case dwell
}

extension SiteConfiguration {
    /// Every key that a file may have, with its way from the root.
    public static var knownKeys: [String] {
        RootKey.allCases.map(\.rawValue)
            + DetectorKey.allCases.map { "detector.\($0.rawValue)" }
            + EvidenceKey.allCases.map { "evidence.\($0.rawValue)" }
            + DefaultsKey.allCases.map { "defaults.\($0.rawValue)" }
            + CameraKey.allCases.map { "cameras.ID.\($0.rawValue)" }
            + RuleKey.allCases.map { "cameras.ID.rules[].\($0.rawValue)" }
    }
}
