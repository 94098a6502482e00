extension DaemonStatus {
    /// Adds how it stands with those who are told of events.
    func addOutbox(to text: inout MetricsText) {
        add(to: &text, "waiting", .gauge, "Messages that wait to be delivered.") {
            Double($0.waiting)
        }
        add(to: &text, "oldest_age_seconds", .gauge, "How long the oldest of them has waited.") {
            $0.oldestSeconds
        }
        add(to: &text, "dead", .gauge, "Messages that the destination would not take.") {
            Double($0.dead)
        }
        add(to: &text, "sent_total", .counter, "Messages that the destination has taken.") {
            Double($0.sent)
        }
        add(to: &text, "failed_total", .counter, "Attempts to deliver a message that failed.") {
            Double($0.failures)
        }
        add(to: &text, "failing", .gauge, "1 while the destination cannot be told of events.") {
            $0.trouble == nil ? 0 : 1
        }
    }

    private func add(
        to text: inout MetricsText,
        _ name: String,
        _ kind: MetricsText.Kind,
        _ help: String,
        _ value: (DestinationStatus) -> Double
    ) {
        text.add(
            "camindexd_outbox_\(name)",
            kind,
            help,
            destinations.map { destination in
                MetricsText.Sample(
                    value(destination),
                    [("destination", destination.name), ("kind", destination.kind)]
                )
            }
        )
    }
}
