/// What a camera usually shows, learned from its pictures: where it is brighter and darker, and how
/// much detail there is.
///
/// Each place is compared with its neighbours only, so that light that changes all over does not
/// matter; what passes by does not either, as it is not there most of the time.
public struct UsualView: Sendable {
    /// How a picture compares with what is usual.
    struct Comparison: Sendable {
        /// The share of what is always so that is so on the picture, and the share of it that is
        /// the other way round; nil where too little is always so.
        var layout: (agreement: Double, contradiction: Double)?
        /// The detail of the picture, as a share of the usual.
        var detail: Double
    }

    /// How often each sign was seen, brighter less darker, in 10,000ths.
    private var means: [Int16] = []
    /// The usual share of pixels at an edge.
    private var detail = 0.0
    private var count = 0
    /// When it was begun, and when it was changed last.
    private var begin: MediaTime?
    private var newest: MediaTime?

    private static let one = 10_000.0
    /// What is so in nine of ten pictures more than not is always so.
    private static let always: Int16 = 8_000
    /// So much must be always so before it tells anything.
    private static let fewestSigns = 60
    /// So many pictures, over so long, make a view.
    private static let fewestPictures = 8
    private static let shortestLearning = MediaDuration.seconds(60)
    /// So many pictures count alike.
    private static let mostEqual = 32
    /// Light moves on within this time, and the usual with it.
    private static let memory = MediaDuration.minutes(10)
    /// Less detail than this is none that blur could take away.
    private static let leastDetail = 0.01

    /// Knows nothing yet.
    public init() {}

    /// Whether enough was seen to know what is usual.
    var isKnown: Bool {
        guard let begin, let newest else { return false }
        return count >= Self.fewestPictures && newest - begin >= Self.shortestLearning
    }

    /// Whether a picture can be compared: it is laid out as those that were learned.
    func fits(_ measure: PictureMeasure) -> Bool { measure.signs.count == means.count }

    /// Compares a picture with what is usual; nil where that is not known, or says nothing.
    func comparison(with measure: PictureMeasure) -> Comparison? {
        guard isKnown, fits(measure), detail >= Self.leastDetail else { return nil }
        var (known, same, contrary) = (0, 0, 0)
        for (mean, sign) in zip(means, measure.signs) where abs(mean) >= Self.always {
            known += 1
            if sign != 0 { if (sign > 0) == (mean > 0) { same += 1 } else { contrary += 1 } }
        }
        var comparison = Comparison(detail: measure.detail / detail)
        if known >= Self.fewestSigns {
            comparison.layout = (Double(same) / Double(known), Double(contrary) / Double(known))
        }
        return comparison
    }

    /// Learns from a picture on which nothing is wrong.
    mutating func learn(_ measure: PictureMeasure, at time: MediaTime) {
        if !fits(measure) {
            self = UsualView()
            means = [Int16](repeating: 0, count: measure.signs.count)
        }
        let step = newest.map { max(.zero, time - $0) } ?? .zero
        // At first each picture counts as much as any other; behind a break one proves little.
        let weight = max(
            count < Self.mostEqual ? 1 / Double(count + 1) : 0,
            min(step.seconds / Self.memory.seconds, 1 / Double(Self.mostEqual))
        )
        for (place, sign) in measure.signs.enumerated() {
            let mean = Double(means[place])
            means[place] = Int16((mean + (Double(sign) * Self.one - mean) * weight).rounded())
        }
        detail += (measure.detail - detail) * weight
        count += 1
        begin = begin ?? time
        newest = time
    }
}

extension UsualView {
    /// What was learned, as bytes.
    public var archived: [UInt8] {
        var writer = StateWriter()
        writer.write(Self.version)
        writer.write(count)
        writer.write(begin)
        writer.write(newest)
        writer.write(Int((detail * Self.one * Self.one).rounded()))
        writer.write(
            means.flatMap { mean in
                let bits = UInt16(bitPattern: mean)
                return [UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8)]
            }
        )
        return writer.bytes
    }

    private static let version = 1

    /// Takes up what was archived.
    ///
    /// - Throws: `DetectionError.damagedState` where that is something else.
    public init(archived: [UInt8]) throws(DetectionError) {
        var reader = StateReader(archived)
        guard try reader.int() == Self.version else { throw .damagedState }
        count = try reader.int()
        begin = try reader.optionalTime()
        newest = try reader.optionalTime()
        detail = Double(try reader.int()) / (Self.one * Self.one)
        let bytes = try reader.levels()
        guard bytes.count.isMultiple(of: 2), reader.isAtEnd else { throw .damagedState }
        means = stride(from: 0, to: bytes.count, by: 2).map { place in
            Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
        }
    }
}
