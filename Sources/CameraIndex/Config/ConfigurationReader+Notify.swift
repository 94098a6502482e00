extension ConfigurationReader {
    /// Reads who is told of events.
    mutating func notify(_ place: Place) -> [NotifyConfiguration] {
        let example = "write a list of destinations, each with a name and a webhook or mqtt"
        var names: Set<String> = []
        return elements(of: place, example: example).compactMap { element in
            let values = values(of: element, by: NotifyKey.self)
            let name = required(.name, of: values, in: element, example: "name: control-room") {
                reader,
                value in reader.identifier(value)
            }
            if let name, !names.insert(name).inserted {
                report("\(element.path).name is \"\(name)\" again; names differ.", at: element.spot)
            }
            let filter = self.filter(values)
            guard let channel = channel(values, of: element), let name else { return nil }
            return NotifyConfiguration(name: name, filter: filter, channel: channel)
        }
    }

    private mutating func channel(
        _ values: [NotifyKey: Place],
        of element: Place
    ) -> NotifyConfiguration.Channel? {
        switch (values[.webhook], values[.mqtt]) {
        case (let webhook?, nil): return self.webhook(webhook).map { .webhook($0) }
        case (nil, let mqtt?): return self.mqtt(mqtt).map { .mqtt($0) }
        case (nil, nil):
            report("\(element.path) says not how; write webhook or mqtt.", at: element.spot)
        case (.some, .some):
            report(
                "\(element.path) has a webhook and mqtt; write a destination for each.",
                at: element.spot
            )
        }
        return nil
    }

    // MARK: - Which events

    private mutating func filter(_ values: [NotifyKey: Place]) -> OutboxFilter {
        var filter = OutboxFilter()
        filter.cameras = values[.cameras].map { names($0, of: .camera, example: "gate-*") } ?? []
        filter.rules = values[.rules].map { names($0, of: .rule, example: "no-stopping") } ?? []
        for place in values[.kinds].map({ oneOrMore($0, example: Self.kindsExample) }) ?? [] {
            filter.kinds.formUnion(kinds(place))
        }
        return filter
    }

    private mutating func names(
        _ place: Place,
        of kind: FilterUse.Kind,
        example: String
    ) -> [String] {
        let advice = "write a name such as \(example), or a list of them"
        return oneOrMore(place, example: advice).compactMap { place in
            guard let text = text(place, example: advice) else { return nil }
            filterUses.append(FilterUse(kind: kind, name: text, place: place))
            return text
        }
    }

    /// Reports names of cameras and rules that there are not: nobody would be told of anything.
    mutating func checkFilters(cameras: [CameraConfiguration], defaultRules: [String]) {
        // What is scanned need not be in the file.
        guard !cameras.isEmpty else { return }
        let ids = cameras.map(\.id)
        let rules = Set(cameras.flatMap { $0.rules?.map(\.name) ?? defaultRules }).sorted()
        for use in filterUses {
            let (known, isKnown) =
                switch use.kind {
                case .camera: (ids, ids.contains(where: CameraPattern(use.name).matches))
                case .rule: (rules, rules.contains(use.name))
                }
            guard !isKnown else { continue }
            let near = NearestName.of(use.name, among: known)
            let advice = near.map { "did you mean \"\($0)\"?" } ?? "write one that there is."
            report(
                "\(use.place.path) is \"\(use.name)\", which is no \(use.kind.rawValue); \(advice)",
                at: use.place.spot
            )
        }
    }

    /// A camera, or a rule, of which somebody wants to be told.
    struct FilterUse {
        enum Kind: String {
            case camera
            case rule
        }

        let kind: Kind
        /// Its name, or a pattern for several cameras.
        let name: String
        let place: Place
    }

    private static let kindsExample =
        "write "
        + (["health"] + Event.Kind.allCases.map(\.rawValue)).joined(separator: ", ")
        + ", or a list of them"

    private mutating func kinds(_ place: Place) -> Set<Event.Kind> {
        guard let text = text(place, example: Self.kindsExample) else { return [] }
        if text == "health" { return Set(Event.Kind.health) }
        if let kind = Event.Kind(rawValue: text) { return [kind] }
        report("\(place.path) is \"\(text)\"; \(Self.kindsExample).", at: place.spot)
        return []
    }

    // MARK: - Webhooks

    private mutating func webhook(_ place: Place) -> NotifyConfiguration.Webhook? {
        let values = values(of: place, by: WebhookKey.self)
        let example = "url: https://control-room.example/camindexd"
        let url = required(.url, of: values, in: place, example: example) { reader, value in
            reader.url(value)
        }
        let secret = values[.secret].flatMap { name($0) }
        let headers = values[.headers].map { self.headers($0) } ?? [:]
        let timeout = values[.timeout].flatMap { self.timeout($0) }
        let caFile = values[.caFile].flatMap { file($0) }
        guard let url else { return nil }
        var webhook = NotifyConfiguration.Webhook(url: url, secret: secret, headers: headers)
        if let timeout { webhook.timeout = timeout }
        webhook.caFile = caFile
        return webhook
    }

    private mutating func url(_ place: Place) -> NamedSecret? {
        let example = "write an address such as https://control-room.example/camindexd"
        guard let text = text(place, example: example) else { return nil }
        let scheme = /https?:\/\//.ignoresCase()
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f }
        guard isPlain, let match = text.prefixMatch(of: scheme) else {
            report("\(place.path) is no address of HTTP; \(example).", at: place.spot)
            return nil
        }
        let host = text[match.range.upperBound...].prefix { !"/?#".contains($0) }
        guard !host.isEmpty, !host.contains("${") else {
            report("\(place.path) names no host; \(example).", at: place.spot)
            return nil
        }
        guard !host.contains("@") else {
            report(
                "\(place.path) holds a user; write headers: {Authorization: \"Bearer ${TOKEN}\"} "
                    + "instead.",
                at: place.spot
            )
            return nil
        }
        return NamedSecret(text: text, path: place.path, spot: place.spot)
    }

    private mutating func headers(_ place: Place) -> [String: NamedSecret] {
        var headers: [String: NamedSecret] = [:]
        let example = "write each header as a key under it, such as \"X-Site: north\""
        for entry in entries(of: place, example: example) {
            guard let text = text(entry.value, example: "write the value of the header") else {
                continue
            }
            let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7f }
            guard isPlain, entry.key.wholeMatch(of: /[A-Za-z0-9!#$%&'*+.^_`|~-]+/) != nil else {
                report("\(entry.value.path) is no header of HTTP; \(example).", at: entry.spot)
                continue
            }
            let value = NamedSecret(text: text, path: entry.value.path, spot: entry.value.spot)
            let credentials: Set = ["authorization", "proxy-authorization", "cookie"]
            if credentials.contains(entry.key.lowercased()), !value.holdsName {
                reportOpenSecret(entry.value)
                continue
            }
            headers[entry.key] = value
        }
        return headers
    }

    private mutating func timeout(_ place: Place) -> MediaDuration? {
        duration(
            place,
            from: .seconds(1),
            to: .minutes(2),
            example: "write a duration from 1s to 2m, such as 10s"
        )
    }

    // MARK: - MQTT

    private mutating func mqtt(_ place: Place) -> NotifyConfiguration.MQTT? {
        let values = values(of: place, by: MQTTKey.self)
        let host = required(.host, of: values, in: place, example: "host: broker.example") {
            reader,
            value in reader.host(value)
        }
        let port = values[.port].flatMap { number($0, in: 1...65_535) }.map { Int($0) }
        let version: MQTTTerms.Version? = values[.version].flatMap {
            word($0, example: "write 5 or 3.1.1")
        }
        let tls: TLSWish? = values[.tls].flatMap { word($0, example: "write verify or off") }
        let caFile = values[.caFile].flatMap { file($0) }
        let user = values[.user].flatMap { name($0) }
        let password = values[.password].flatMap { name($0) }
        let topic = values[.topic].flatMap { self.topic($0) }
        guard let host else { return nil }
        var mqtt = NotifyConfiguration.MQTT(host: host)
        mqtt.port = port
        if let version { mqtt.version = version }
        mqtt.hasTLS = tls != .off
        mqtt.caFile = caFile
        mqtt.user = user
        mqtt.password = password
        if let topic { mqtt.topic = topic }
        return mqtt
    }

    private mutating func host(_ place: Place) -> String? {
        let example = "write the name or number of a host alone, such as broker.example"
        guard let text = text(place, example: example) else { return nil }
        if text.wholeMatch(of: /[A-Za-z0-9.:_-]+/) != nil, !text.hasSuffix(":") { return text }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
        return nil
    }

    private mutating func topic(_ place: Place) -> String? {
        let example = "write what the topics begin with, such as site/north, without + and #"
        guard let text = text(place, example: example) else { return nil }
        let isTopic =
            text.utf8.count <= 1_000 && !text.hasPrefix("$") && !text.hasSuffix("/")
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && $0 != "#" }
        if isTopic { return text }
        report("\(place.path) is \"\(text)\"; \(example).", at: place.spot)
        return nil
    }

    // MARK: - Values

    private mutating func file(_ place: Place) -> String? {
        text(place, example: "write the path of a file").map {
            SiteConfiguration.absolute($0, besides: place.file)
        }
    }

    /// The name of a secret; the secret itself is refused.
    private mutating func name(_ place: Place) -> NamedSecret? {
        guard let text = text(place, example: "write the name of a secret, ${NAME}") else {
            return nil
        }
        let secret = NamedSecret(text: text, path: place.path, spot: place.spot)
        if secret.isName { return secret }
        reportOpenSecret(place)
        return nil
    }

    /// Reports a secret that stands in the file, without repeating it.
    private mutating func reportOpenSecret(_ place: Place) {
        report(
            "\(place.path) stands there openly; name it instead, ${NAME}, and set the variable or "
                + "the systemd credential of that name.",
            at: place.spot
        )
    }
}

/// Whether a connection is encrypted.
enum TLSWish: String {
    /// It is, and who answers must prove to be it.
    case verify
    /// It is not.
    case off
}
