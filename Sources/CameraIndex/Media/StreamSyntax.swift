import CFFmpeg

/// Reads of H.264 and HEVC packets where decoding can begin anew, and what no other leans on.
///
/// Of what containers call keyframes only instantaneous refreshes (IDR) forget all that was before.
struct StreamSyntax: Sendable {
    /// What matters of a packet.
    struct Picture {
        /// Whether a decoder that knows nothing of the pictures before decodes it, and all behind
        /// it, as one that does.
        let beginsAnew: Bool
        /// Whether other pictures may lean on it.
        let isReferenced: Bool
        /// The parameter sets that go with it.
        let parameterSets: [[UInt8]]
    }

    private enum Codec {
        case h264
        case hevc
    }

    private let codec: Codec
    /// Bytes of the length before each unit, or nil where start codes lie between them.
    private let lengthSize: Int?
    /// The number of the highest layer of time in the stream (HEVC), or nil where nothing tells it.
    private var highestLayer: UInt8?

    /// Makes a reader for what `demuxer` reads; nil where that may not be what it can read.
    init?(of demuxer: borrowing Demuxer) {
        self.init(of: demuxer.pictures)
    }

    /// Makes a reader for a stream; nil where that may not be what it can read.
    init?(of pictures: PictureStream) {
        let format = pictures.format
        // Two fields may be one picture or two; lossless 4:4:4 goes by the encoder's version, which
        // stands before the first picture only.
        guard !format.isTimedByDecoding, !format.isInterlaced,
            format.pixelFormat.hasPrefix("yuv420p") || format.pixelFormat == "yuvj420p",
            format.profile?.contains("4:4:4") != true
        else { return nil }
        let header = pictures.header
        switch format.codec {
        case "h264":
            codec = .h264
            lengthSize = header.count > 4 && header[0] == 1 ? Int(header[4] & 3) + 1 : nil
        case "hevc":
            codec = .hevc
            let isListed = header.count > 22 && (header[0] != 0 || header[1] != 0 || header[2] > 1)
            lengthSize = isListed ? Int(header[21] & 3) + 1 : nil
            highestLayer = isListed ? Self.layers(listedIn: header) : layers(announcedIn: header)
        default: return nil
        }
    }

    /// Whether start codes lie between units, as in streams from the network.
    var hasStartCodes: Bool { lengthSize == nil }

    /// Whether a parameter set is one that tells the size of pictures (SPS).
    func tellsSize(_ parameterSet: [UInt8]) -> Bool {
        guard let first = parameterSet.first else { return false }
        switch codec {
        case .h264: return first & 0x1f == 7
        case .hevc: return first >> 1 & 0x3f == 33
        }
    }

    /// What `bytes` hold, or nil where they are not what they should be.
    func picture(in bytes: [UInt8]) -> Picture? {
        guard let units = lengthSize.map({ listedUnits(bytes, $0) }) ?? separatedUnits(bytes) else {
            return nil
        }
        var slices: [(beginsAnew: Bool, isReferenced: Bool)] = []
        var parameterSets: [[UInt8]] = []
        for unit in units where unit.count > 2 {
            switch kind(of: bytes[unit]) {
            case .slice(let beginsAnew, let isReferenced):
                slices.append((beginsAnew, isReferenced))
            case .parameterSet: parameterSets.append(Array(bytes[unit]))
            case .other: continue
            }
        }
        guard !slices.isEmpty else { return nil }
        return Picture(
            beginsAnew: slices.allSatisfy(\.beginsAnew),
            isReferenced: slices.contains(where: \.isReferenced),
            parameterSets: parameterSets
        )
    }

    // MARK: - Units

    private enum Kind {
        case slice(beginsAnew: Bool, isReferenced: Bool)
        case parameterSet
        case other
    }

    private func kind(of unit: ArraySlice<UInt8>) -> Kind {
        let first = unit[unit.startIndex]
        switch codec {
        case .h264:
            let isReferenced = first & 0x60 != 0
            switch first & 0x1f {
            case 1...4: return .slice(beginsAnew: false, isReferenced: isReferenced)
            case 5: return .slice(beginsAnew: true, isReferenced: true)
            case 7, 8, 13, 15: return .parameterSet
            default: return .other
            }
        case .hevc:
            let type = first >> 1 & 0x3f
            // The second bit asks to show no picture any more of those before.
            let keepsOthers = unit[unit.startIndex + 2] & 0x40 == 0
            switch type {
            case 0...31:
                // The even ones up to 14 serve no picture of their own layer, but perhaps of higher
                // ones.
                let layer = (unit[unit.startIndex + 1] & 7) &- 1
                return .slice(
                    beginsAnew: (19...20).contains(type) && keepsOthers,
                    isReferenced: type > 14 || type % 2 == 1 || layer != highestLayer
                )
            case 32...34: return .parameterSet
            default: return .other
            }
        }
    }

    /// The highest layer of time by an `hvcC` record, which may not know it.
    private static func layers(listedIn header: [UInt8]) -> UInt8? {
        let count = header[21] >> 3 & 7
        return count > 0 ? count - 1 : nil
    }

    /// The highest layer of time by the sequence parameter set of a header with start codes.
    private func layers(announcedIn header: [UInt8]) -> UInt8? {
        let sets = (separatedUnits(header) ?? []).map { header[$0] }
            .filter { $0.count > 2 && $0[$0.startIndex] >> 1 & 0x3f == 33 }
        return sets.map { $0[$0.startIndex + 2] >> 1 & 7 }.max()
    }

    /// Units with their length before them.
    private func listedUnits(_ bytes: [UInt8], _ lengthSize: Int) -> [Range<Int>]? {
        var units: [Range<Int>] = []
        var place = 0
        while place < bytes.count {
            guard place + lengthSize <= bytes.count else { return nil }
            let length = bytes[place..<place + lengthSize].reduce(0) { $0 << 8 | Int($1) }
            place += lengthSize
            guard length <= bytes.count - place else { return nil }
            units.append(place..<place + length)
            place += length
        }
        return units
    }

    /// Units with start codes (0, 0, 1) before them.
    private func separatedUnits(_ bytes: [UInt8]) -> [Range<Int>]? {
        var starts: [Int] = []
        var place = 0
        while place + 2 < bytes.count {
            if bytes[place + 2] > 1 {
                place += 3
            } else if bytes[place] == 0, bytes[place + 1] == 0, bytes[place + 2] == 1 {
                starts.append(place + 3)
                place += 3
            } else {
                place += 1
            }
        }
        // The zeros before a start code are none of the unit's.
        return zip(starts, starts.dropFirst().map { $0 - 3 } + [bytes.count]).map { start, end in
            var end = end
            while end > start, bytes[end - 1] == 0 { end -= 1 }
            return start..<end
        }
    }
}
