public import Foundation

/// How a recorder names its files: where in the name camera and start time stand.
///
/// `{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}` finds camera "gate-2" and its start in
/// `gate-2_20260101080000.mp4`. A template without `/` is held against the file's name, with n
/// components against the last n components of its path; each with or without the extension.
///
/// Fields: `{camera}` (one character or more), `{yyyy}` or `{yy}` (20yy), `{MM}`, `{dd}`, `{HH}`,
/// `{mm}`, `{ss}`, `{SSS}` (milliseconds), `{epoch}` (seconds since 1970 in 10 digits, milliseconds
/// in 13, microseconds in 16) and `{*}` (anything, also nothing). No field reaches over a `/`.
public struct FileNameTemplate: Hashable, Sendable, CustomStringConvertible {
    /// What a file's name tells.
    public struct Match: Hashable, Sendable {
        /// The camera, where the template has a field for it.
        public let camera: String?
        /// When the footage starts.
        public let start: UTCTime
    }

    /// The template as written.
    public let description: String

    private let parts: [FileNamePart]
    private let componentCount: Int

    /// Reads a template.
    ///
    /// - Throws: `TimeTextError` for an unknown or repeated field,
    ///   or where a part of the date is missing.
    public init(_ text: String) throws(TimeTextError) {
        description = text
        parts = try FileNamePart.parts(of: text)
        componentCount = text.count { $0 == "/" } + 1
        if let problem = Self.problem(with: parts.compactMap(\.field)) {
            throw .template(text, problem: problem)
        }
    }

    /// What the name of the file at `path` tells, its times on the clocks of `zone`; nil where the
    /// name has another form.
    ///
    /// Give an absolute path where the template names folders. Of a start that the clocks showed
    /// twice, the first is taken.
    /// - Throws: `TimeTextError` where the name has the form,
    ///   but no calendar or clock shows its time.
    public func match(path: String, in zone: TimeZone) throws(TimeTextError) -> Match? {
        let components = path.split(separator: "/")
        guard components.count >= componentCount else { return nil }
        let whole = components.suffix(componentCount).joined(separator: "/")
        for candidate in Self.candidates(whole) {
            guard let fields = FileNameMatcher.fields(of: parts, in: candidate) else { continue }
            return try match(fields, in: zone, name: whole)
        }
        return nil
    }

    /// One sentence for the operator about a file whose name does not have the form.
    public func mismatchMessage(path: String) -> String {
        "the name of \(path) does not match the time template \"\(description)\""
    }

    /// The name without its extension, then with it.
    private static func candidates(_ whole: String) -> [[Character]] {
        let name = whole.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
            return [Array(whole)]
        }
        return [Array(whole.prefix(upTo: dot)), Array(whole)]
    }

    private func match(
        _ fields: [FileNamePart.Field: String],
        in zone: TimeZone,
        name: String
    ) throws(TimeTextError) -> Match {
        if let epoch = fields[.epoch] {
            guard let count = Int64(epoch) else { throw .impossibleTime(name) }
            let scale: Int64 = epoch.count == 10 ? 1_000_000 : epoch.count == 13 ? 1_000 : 1
            return Match(camera: fields[.camera], start: UTCTime(microseconds: count * scale))
        }
        func number(_ field: FileNamePart.Field) -> Int { fields[field].flatMap { Int($0) } ?? 0 }
        guard
            let civil = CivilTime(
                year: fields[.shortYear] == nil ? number(.year) : 2000 + number(.shortYear),
                month: number(.month),
                day: number(.day),
                hour: number(.hour),
                minute: number(.minute),
                second: number(.second),
                microsecond: number(.millisecond) * 1_000
            )
        else { throw .impossibleTime(name) }
        guard let start = civil.moments(in: zone).first else {
            throw .skippedTime(name, zone: zone.identifier)
        }
        return Match(camera: fields[.camera], start: start)
    }

    private static func problem(with fields: [FileNamePart.Field]) -> String? {
        var seen = Set<FileNamePart.Field>()
        for field in fields where field != .anything {
            guard seen.insert(field).inserted else { return "has {\(field.rawValue)} twice" }
        }
        let clock: [FileNamePart.Field] = [.hour, .minute, .second, .millisecond]
        let date: [FileNamePart.Field] = [.year, .shortYear, .month, .day] + clock
        if seen.contains(.epoch) {
            let other = date.first { seen.contains($0) }
            return other.map { "has both {epoch} and {\($0.rawValue)}" }
        }
        if seen.isSuperset(of: [.year, .shortYear]) { return "has both {yyyy} and {yy}" }
        if !seen.contains(.year), !seen.contains(.shortYear) { return "lacks {yyyy}" }
        if let missing = [.month, .day].first(where: { !seen.contains($0) }) {
            return "lacks {\(missing.rawValue)}"
        }
        // A recorder may leave out the end of the time of day, but not a part within it.
        let given = clock.prefix { seen.contains($0) }.count
        guard clock.dropFirst(given).contains(where: seen.contains) else { return nil }
        return "lacks {\(clock[given].rawValue)}"
    }
}
