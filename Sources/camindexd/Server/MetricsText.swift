/// Metrics in Prometheus' text format, version 0.0.4.
package struct MetricsText {
    /// What a metric does.
    package enum Kind: String, Sendable {
        /// It only grows, until the program is started anew.
        case counter
        /// It goes up and down.
        case gauge
    }

    /// A value with its labels.
    package struct Sample {
        let labels: [(name: String, value: String)]
        let value: Double

        /// Makes a value.
        package init(_ value: Double, _ labels: [(name: String, value: String)] = []) {
            self.value = value
            self.labels = labels
        }
    }

    /// What is written so far.
    package private(set) var text = ""

    /// Makes an empty text.
    package init() {}

    /// Adds a metric with all its values; one without values is left out.
    package mutating func add(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ samples: some Sequence<Sample>
    ) {
        var isNamed = false
        for sample in samples {
            if !isNamed {
                text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n"
                text += "# TYPE \(name) \(kind.rawValue)\n"
                isNamed = true
            }
            text += name
            if !sample.labels.isEmpty {
                text += "{"
                text += sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
                    .joined(separator: ",")
                text += "}"
            }
            text += " \(Self.text(of: sample.value))\n"
        }
    }

    /// Adds a metric of one value; none is left out.
    package mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double?) {
        add(name, kind, help, value.map { [Sample($0)] } ?? [])
    }

    private static func escaped(_ text: String, quotes: Bool = true) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func text(of value: Double) -> String {
        if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return "\(value)"
    }
}
