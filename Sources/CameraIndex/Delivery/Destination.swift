/// Somebody who is told of events: who, of which, and how.
public struct Destination: Hashable, Sendable {
    /// How it is told.
    public enum Channel: Hashable, Sendable {
        /// By requests to an HTTP server.
        case webhook(WebhookTerms)
        /// Through an MQTT broker.
        case mqtt(MQTTTerms)
    }

    /// By what the configuration, logs and metrics call it.
    public var name: String
    /// Of which events it is told.
    public var filter: OutboxFilter
    /// How it is told.
    public var channel: Channel

    /// Makes a destination.
    public init(name: String, filter: OutboxFilter = OutboxFilter(), channel: Channel) {
        self.name = name
        self.filter = filter
        self.channel = channel
    }

    /// It as the index knows it.
    public var outbox: OutboxDestination { OutboxDestination(name: name, filter: filter) }

    /// Where it is, without what is secret.
    public var place: String {
        switch channel {
        case .webhook(let terms): terms.shownURL
        case .mqtt(let terms): "\(terms.hasTLS ? "mqtts" : "mqtt")://\(terms.host):\(terms.port)"
        }
    }
}

extension Destination {
    /// Whether secrets go to another machine where anybody on the way can read them.
    public var exposesSecrets: Bool {
        switch channel {
        case .webhook(let terms):
            let url = terms.shownURL.lowercased()
            guard url.hasPrefix("http://"), !terms.headers.isEmpty || url.contains("${") else {
                return false
            }
            return !Self.isLoopback(url.dropFirst(7).prefix { !"/?#".contains($0) })
        case .mqtt(let terms):
            return !terms.hasTLS && terms.user != nil && !Self.isLoopback(terms.host[...])
        }
    }

    private static func isLoopback(_ host: Substring) -> Bool {
        host.hasPrefix("localhost") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
            || host == "::1"
    }
}

/// How an HTTP server is told of events.
public struct WebhookTerms: Hashable, Sendable {
    /// The address as it was written, with names in the place of secrets.
    public var shownURL: String
    /// The address.
    public var url: Secret
    /// What requests are signed with, or nil where they are not.
    public var secret: Secret?
    /// What stands in the header of a request besides.
    public var headers: [String: Secret]
    /// How long a request may take.
    public var timeout: MediaDuration
    /// A file of certificates by one of which the server's must be signed; nil for the system's.
    public var caFile: String?

    /// Makes terms.
    public init(
        shownURL: String,
        url: Secret,
        secret: Secret? = nil,
        headers: [String: Secret] = [:],
        timeout: MediaDuration = .seconds(10),
        caFile: String? = nil
    ) {
        self.shownURL = shownURL
        self.url = url
        self.secret = secret
        self.headers = headers
        self.timeout = timeout
        self.caFile = caFile
    }
}

/// How an MQTT broker is told of events.
public struct MQTTTerms: Hashable, Sendable {
    /// A version of the protocol.
    public enum Version: String, Hashable, Sendable {
        /// 3.1.1 of 2014.
        case three = "3.1.1"
        /// 5.0 of 2019.
        case five = "5"
    }

    /// The name or number of the broker's host.
    public var host: String
    /// Its port.
    public var port: Int
    /// The version of the protocol.
    public var version: Version
    /// Whether the connection is encrypted, and the broker's certificate checked.
    public var hasTLS: Bool
    /// A file of certificates by one of which the broker's must be signed; nil for the system's.
    public var caFile: String?
    /// The user, or nil.
    public var user: Secret?
    /// The password, or nil.
    public var password: Secret?
    /// What the topics begin with.
    public var topic: String

    /// Makes terms.
    public init(
        host: String,
        port: Int,
        version: Version = .five,
        hasTLS: Bool = true,
        caFile: String? = nil,
        user: Secret? = nil,
        password: Secret? = nil,
        topic: String = "camindexd"
    ) {
        self.host = host
        self.port = port
        self.version = version
        self.hasTLS = hasTLS
        self.caFile = caFile
        self.user = user
        self.password = password
        self.topic = topic
    }
}
