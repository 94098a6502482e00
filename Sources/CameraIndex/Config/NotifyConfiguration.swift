/// Who is told of events, as a configuration file says it.
public struct NotifyConfiguration: Hashable, Sendable {
    /// How it is told.
    enum Channel: Hashable, Sendable {
        case webhook(Webhook)
        case mqtt(MQTT)
    }

    /// By requests to an HTTP server.
    struct Webhook: Hashable, Sendable {
        var url: NamedSecret
        var secret: NamedSecret?
        var headers: [String: NamedSecret] = [:]
        var timeout = MediaDuration.seconds(10)
        /// As an absolute path.
        var caFile: String?
    }

    /// Through an MQTT broker.
    struct MQTT: Hashable, Sendable {
        var host: String
        /// Nil for the usual one.
        var port: Int?
        var version = MQTTTerms.Version.five
        var hasTLS = true
        /// As an absolute path.
        var caFile: String?
        var user: NamedSecret?
        var password: NamedSecret?
        var topic = "camindexd"
    }

    /// By what logs and metrics call it.
    public var name: String
    /// Of which events it is told.
    public var filter: OutboxFilter
    let channel: Channel
}

extension SiteConfiguration {
    /// Those who are told of events, with what the names in their terms stand for.
    ///
    /// - Parameter secrets: what the names stand for.
    /// - Returns: the destinations, in the order of the file.
    /// - Throws: `ConfigurationError` where a name stands for nothing.
    public func destinations(
        secrets: StreamSecrets
    ) throws(ConfigurationError) -> [Destination] {
        var reader = SecretReader(secrets: secrets)
        let destinations = notify.map { asked in
            Destination(
                name: asked.name,
                filter: asked.filter,
                channel: reader.channel(asked.channel)
            )
        }
        guard reader.problems.isEmpty else {
            throw ConfigurationError(file: file, problems: reader.problems)
        }
        return destinations
    }
}

/// Puts what names stand for in their place, and collects those that stand for nothing.
private struct SecretReader {
    let secrets: StreamSecrets
    var problems: [ConfigurationProblem] = []

    mutating func channel(_ channel: NotifyConfiguration.Channel) -> Destination.Channel {
        switch channel {
        case .webhook(let asked):
            var terms = WebhookTerms(shownURL: asked.url.text, url: text(asked.url))
            terms.secret = asked.secret.map { text($0) }
            for (name, value) in asked.headers { terms.headers[name] = text(value) }
            terms.timeout = asked.timeout
            terms.caFile = asked.caFile
            return .webhook(terms)
        case .mqtt(let asked):
            let port = asked.port ?? (asked.hasTLS ? 8_883 : 1_883)
            var terms = MQTTTerms(host: asked.host, port: port, version: asked.version)
            terms.hasTLS = asked.hasTLS
            terms.caFile = asked.caFile
            terms.user = asked.user.map { text($0) }
            terms.password = asked.password.map { text($0) }
            terms.topic = asked.topic
            return .mqtt(terms)
        }
    }

    private mutating func text(_ secret: NamedSecret) -> Secret {
        do throws(NamedSecret.Problem) {
            return try secret.revealed(by: secrets)
        } catch {
            problems.append(ConfigurationProblem(spot: secret.spot, message: error.message))
            return Secret("")
        }
    }
}
