import Foundation

/// A JSON value that has one text only: keys in order, no blanks, no number in two ways.
///
/// Keys are ordered by their UTF-8 bytes; strings are escaped where JSON asks for it and nowhere
/// else; numbers are decimals without exponent or trailing zeros. Who reads a text and writes it
/// again gets the same bytes, or it was not canonical.
enum CanonicalJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Decimal)
    case string(String)
    case array([CanonicalJSON])
    case object([String: CanonicalJSON])

    /// A whole number.
    static func integer(_ value: Int64) -> CanonicalJSON { .number(Decimal(value)) }

    /// A length of time in seconds, exact to the microsecond.
    static func seconds(_ length: MediaDuration) -> CanonicalJSON {
        .number(Decimal(length.microseconds) / 1_000_000)
    }

    /// A number as its shortest decimal text tells it.
    static func decimal(_ value: Double) -> CanonicalJSON {
        .number(Decimal(string: "\(value)") ?? Decimal(value))
    }

    /// A text, or null where there is none.
    static func optional(_ text: String?) -> CanonicalJSON { text.map { .string($0) } ?? .null }

    /// The value that `bytes` are the canonical text of, or nil where they are none.
    init?(canonical bytes: [UInt8]) {
        guard let value = CanonicalJSON(bytes), Array(value.text.utf8) == bytes else { return nil }
        self = value
    }

    /// The value that JSON of any form holds, or nil where `bytes` are no JSON.
    init?(_ bytes: [UInt8]) {
        do {
            self = try JSONDecoder().decode(CanonicalJSON.self, from: Data(bytes))
        } catch {
            return nil
        }
    }

    /// The canonical text.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let value): JSONText.string(value).text
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { Array($0.key.utf8).lexicographicallyPrecedes($1.key.utf8) }
                .map { JSONText.string($0.key).text + ":" + $0.value.text }
                .joined(separator: ",") + "}"
        }
    }

    /// The canonical text as bytes.
    var bytes: [UInt8] { Array(text.utf8) }
}

extension CanonicalJSON {
    /// The member of an object, or nil.
    subscript(key: String) -> CanonicalJSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text, or nil where it is something else.
    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The whole number, or nil where it is something else.
    var integer: Int64? {
        guard case .number(let value) = self, value == Decimal(Int64(truncating: value as NSNumber))
        else { return nil }
        return Int64(truncating: value as NSNumber)
    }

    /// The elements, or nil where it is no array.
    var array: [CanonicalJSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }
}

extension CanonicalJSON: Decodable {
    /// Reads a value of any kind.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
            return
        }
        let kinds: [(any SingleValueDecodingContainer) throws -> CanonicalJSON] = [
            { .string(try $0.decode(String.self)) }, { .bool(try $0.decode(Bool.self)) },
            { .number(try $0.decode(Decimal.self)) },
            { .array(try $0.decode([CanonicalJSON].self)) },
        ]
        for kind in kinds {
            do {
                self = try kind(container)
                return
            } catch {
                // It is of another kind.
            }
        }
        self = .object(try container.decode([String: CanonicalJSON].self))
    }
}
