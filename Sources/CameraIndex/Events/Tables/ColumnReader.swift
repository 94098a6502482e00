import GRDB

/// Reads the columns of a row one after the other, in the order in which they were selected.
///
/// By position, because looking names up costs more than the query; throwing, because an index
/// that was damaged on the disk must not stop the program.
struct ColumnReader {
    private let row: Row
    private var index = 0

    /// Begins at the first column.
    init(_ row: Row) {
        self.row = row
    }

    /// The next column, which is not null.
    mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ type: Value.Type = Value.self
    ) throws -> Value {
        defer { index += 1 }
        return try row.decode(Value.self, atIndex: index)
    }

    /// The next column, or nil where it is null.
    mutating func nextOptional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ type: Value.Type = Value.self
    ) throws -> Value? {
        defer { index += 1 }
        return try row.decode(Value?.self, atIndex: index)
    }

    /// The next column as a moment.
    mutating func nextTime() throws -> MediaTime {
        MediaTime(microseconds: try next(Int64.self))
    }

    /// The next column as a length of time.
    mutating func nextDuration() throws -> MediaDuration {
        MediaDuration(microseconds: try next(Int64.self))
    }

    /// The next two columns as start and end.
    mutating func nextRange() throws -> MediaRange {
        let start = try nextTime()
        return MediaRange(start, try nextTime())
    }

    /// The next four columns as a box.
    mutating func nextBox() throws -> Box {
        let (x, y) = (try next(Int.self), try next(Int.self))
        return Box(x: x, y: y, width: try next(), height: try next())
    }

    /// The next four columns as a box, which means nothing where `isNone` says so.
    mutating func nextBox(unless isNone: Bool) throws -> Box? {
        let box = try nextBox()
        return isNone ? nil : box
    }

    /// The next two columns as width and height.
    mutating func nextSize() throws -> PixelSize {
        let width = try next(Int.self)
        return PixelSize(width: width, height: try next())
    }

    /// The next two columns as the source and the uncertainty of a clock.
    mutating func nextClock() throws -> MediaClock {
        let source = try nextWord(MediaClock.Source.self)
        let uncertainty = try nextOptional(Int64.self)
        return MediaClock(
            source: source,
            uncertainty: uncertainty.map { MediaDuration(microseconds: $0) }
        )
    }

    /// The next column as one of the words or numbers that `Word` knows.
    mutating func nextWord<Word: RawRepresentable>(_ type: Word.Type = Word.self) throws -> Word
    where Word.RawValue: DatabaseValueConvertible & StatementColumnConvertible {
        let raw = try next(Word.RawValue.self)
        guard let word = Word(rawValue: raw) else { throw UnknownWord(text: "\(raw)") }
        return word
    }

    /// The next column as one of the words that `Word` knows, or nil where it is null.
    mutating func nextOptionalWord<Word: RawRepresentable>(
        _ type: Word.Type = Word.self
    ) throws -> Word? where Word.RawValue == String {
        guard let raw = try nextOptional(String.self) else { return nil }
        guard let word = Word(rawValue: raw) else { throw UnknownWord(text: raw) }
        return word
    }
}

/// A stored word that this version does not know: the file was damaged or changed by hand.
struct UnknownWord: Error {
    /// What stands there.
    let text: String
}
