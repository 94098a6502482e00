/// The keys that a mapping of the configuration may have.
protocol ConfigurationKey: RawRepresentable<String>, CaseIterable, Hashable {}

/// The keys of the file itself.
enum RootKey: String, ConfigurationKey {
    case include
    case data
    case timeZone = "time_zone"
    case holidays
    case detector
    case evidence
    case streams
    case http
    case recording
    case notify
    case defaults
    case templates
    case cameras
}

/// The keys of a file that is included.
enum IncludedKey: String, ConfigurationKey {
    case templates
    case cameras
}

/// The keys under `detector`.
enum DetectorKey: String, ConfigurationKey {
    case gear
    case samplesPerSecond = "samples_per_second"
}

/// The keys under `evidence`.
enum EvidenceKey: String, ConfigurationKey {
    case clip
}

/// The keys under `streams`.
enum StreamsKey: String, ConfigurationKey {
    case connect
    case read
    case recognise
}

/// The keys under `http`.
enum HTTPKey: String, ConfigurationKey {
    case listen
}

/// The keys under `recording`.
enum RecordingKey: String, ConfigurationKey {
    case folder
    case keepFree = "keep_free"
}

/// The keys under `retention`.
enum RetentionKey: String, ConfigurationKey {
    case age
    case size
}

/// The keys of somebody who is told of events.
enum NotifyKey: String, ConfigurationKey {
    case name
    case cameras
    case rules
    case kinds
    case webhook
    case mqtt
}

/// The keys under `webhook`.
enum WebhookKey: String, ConfigurationKey {
    case url
    case secret
    case headers
    case timeout
    case caFile = "ca_file"
}

/// The keys under `mqtt`.
enum MQTTKey: String, ConfigurationKey {
    case host
    case port
    case version
    case tls
    case caFile = "ca_file"
    case user
    case password
    case topic
}

/// The keys under `defaults`.
enum DefaultsKey: String, ConfigurationKey {
    case template
    case record
    case retention
    case preRoll = "pre_roll"
    case rules
}

/// The keys of a camera.
enum CameraKey: String, ConfigurationKey {
    case name
    case template
    case source
    case detectSource = "detect_source"
    case values
    case tls
    case transport
    case capture
    case gear
    case record
    case retention
    case preRoll = "pre_roll"
    case timeTemplate = "time_template"
    case zones
    case rules
}

/// The keys of a template: those of a camera that cameras may share.
enum TermKey: String, ConfigurationKey {
    case source
    case detectSource = "detect_source"
    case values
    case tls
    case transport
    case capture
    case gear
    case record
    case retention
    case preRoll = "pre_roll"
    case timeTemplate = "time_template"
    case zones
    case rules
}

/// The keys under `tls`.
enum TrustKey: String, ConfigurationKey {
    case pin
    case ca
}

/// The keys of a rule.
enum RuleKey: String, ConfigurationKey {
    case name
    case kind
    case zones
    case dwell
    case grace
    case rearm
    case schedule
    case classes
    case sizes
    case severity
    case violationCode = "violation_code"
}

/// The keys of a zone that is more than its outline.
enum ZoneKey: String, ConfigurationKey {
    case outline
    case sizeReference = "size_reference"
}

/// The keys of a mark of a size reference.
enum SizeMarkKey: String, ConfigurationKey {
    case at
    case height
}

/// The keys of a schedule.
enum ScheduleKey: String, ConfigurationKey {
    case hours
    case holidays
    case timeZone = "time_zone"
}

/// The keys under `sizes`.
enum SizeClassKey: String, ConfigurationKey {
    case vehicle
    case person
    case object

    /// The class that the key names.
    var sizeClass: Event.SizeClass {
        switch self {
        case .vehicle: .vehicle
        case .person: .person
        case .object: .object
        }
    }
}

/// The keys of a class under `sizes`.
enum SizeBoundsKey: String, ConfigurationKey {
    case width
    case height
}

extension SiteConfiguration {
    /// Every key that a file may have, with its way from the root.
    public static var knownKeys: [String] {
        RootKey.allCases.map(\.rawValue)
            + DetectorKey.allCases.map { "detector.\($0.rawValue)" }
            + EvidenceKey.allCases.map { "evidence.\($0.rawValue)" }
            + StreamsKey.allCases.map { "streams.\($0.rawValue)" }
            + HTTPKey.allCases.map { "http.\($0.rawValue)" }
            + RecordingKey.allCases.map { "recording.\($0.rawValue)" }
            + NotifyKey.allCases.map { "notify[].\($0.rawValue)" }
            + WebhookKey.allCases.map { "notify[].webhook.\($0.rawValue)" }
            + MQTTKey.allCases.map { "notify[].mqtt.\($0.rawValue)" }
            + DefaultsKey.allCases.map { "defaults.\($0.rawValue)" }
            + RetentionKey.allCases.map { "defaults.retention.\($0.rawValue)" }
            + TermKey.allCases.map { "templates.NAME.\($0.rawValue)" }
            + TrustKey.allCases.map { "templates.NAME.tls.\($0.rawValue)" }
            + RetentionKey.allCases.map { "templates.NAME.retention.\($0.rawValue)" }
            + CameraKey.allCases.map { "cameras.ID.\($0.rawValue)" }
            + TrustKey.allCases.map { "cameras.ID.tls.\($0.rawValue)" }
            + RetentionKey.allCases.map { "cameras.ID.retention.\($0.rawValue)" }
            + ZoneKey.allCases.map { "cameras.ID.zones.NAME.\($0.rawValue)" }
            + SizeMarkKey.allCases.map { "cameras.ID.zones.NAME.size_reference[].\($0.rawValue)" }
            + RuleKey.allCases.map { "cameras.ID.rules[].\($0.rawValue)" }
            + ScheduleKey.allCases.map { "cameras.ID.rules[].schedule.\($0.rawValue)" }
            + SizeClassKey.allCases.map { "cameras.ID.rules[].sizes.\($0.rawValue)" }
            + SizeBoundsKey.allCases.map { "cameras.ID.rules[].sizes.CLASS.\($0.rawValue)" }
    }
}
