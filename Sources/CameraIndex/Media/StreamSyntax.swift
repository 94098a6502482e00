import CFFmpeg

/// Reads of H.264 and HEVC packets where decoding can begin anew, and nothing else.
///
/// Of what containers call keyframes only instantaneous refreshes (IDR) forget all that was before.
struct StreamSyntax: Sendable {
    /// What matters of a packet.
    struct Picture {
        /// Whether a decoder that knows nothing of the pictures before decodes it, and all behind
        /// it, as one that does.
        let beginsAnew: Bool
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

    /// Makes a reader for what `demuxer` reads; nil where that may not be what it can read.
    init?(of demuxer: borrowing Demuxer) {
        let format = demuxer.format
        // Two fields may be one picture or two; lossless 4:4:4 goes by the encoder's version, which
        // stands before the first picture only.
        guard !format.isTimedByDecoding, !format.isInterlaced,
            format.pixelFormat.hasPrefix("yuv420p") || format.pixelFormat == "yuvj420p",
            format.profile?.contains("4:4:4") != true
        else { return nil }
        let header = unsafe demuxer.withParameters { parameters, _ in
            unsafe Array(
                UnsafeBufferPointer(
                    start: parameters.pointee.extradata,
                    count: Int(max(0, parameters.pointee.extradata_size))
                )
            )
        }
        switch format.codec {
        case "h264":
            codec = .h264
            lengthSize = header.count > 4 && header[0] == 1 ? Int(header[4] & 3) + 1 : nil
        case "hevc":
            codec = .hevc
            let isListed = header.count > 22 && (header[0] != 0 || header[1] != 0 || header[2] > 1)
            lengthSize = isListed ? Int(header[21] & 3) + 1 : nil
        default: return nil
        }
    }

    /// What `bytes` hold, or nil where they are not what they should be.
    func picture(in bytes: [UInt8]) -> Picture? {
        guard let units = lengthSize.map({ listedUnits(bytes, $0) }) ?? separatedUnits(bytes) else {
            return nil
        }
        var slices: [Bool] = []
        var parameterSets: [[UInt8]] = []
        for unit in units where unit.count > 2 {
            switch kind(of: bytes[unit]) {
            case .slice(let beginsAnew): slices.append(beginsAnew)
            case .parameterSet: parameterSets.append(Array(bytes[unit]))
            case .other: continue
            }
        }
        guard !slices.isEmpty else { return nil }
        return Picture(
            beginsAnew: slices.allSatisfy { $0 },
            parameterSets: parameterSets
        )
    }

    // MARK: - Units

    private enum Kind {
        case slice(beginsAnew: Bool)
        case parameterSet
        case other
    }

    private func kind(of unit: ArraySlice<UInt8>) -> Kind {
        let first = unit[unit.startIndex]
        switch codec {
        case .h264:
            switch first & 0x1f {
            case 1...4: return .slice(beginsAnew: false)
            case 5: return .slice(beginsAnew: true)
            case 7, 8, 13, 15: return .parameterSet
            default: return .other
            }
        case .hevc:
            let type = first >> 1 & 0x3f
            // The second bit asks to show no picture any more of those before.
            let keepsOthers = unit[unit.startIndex + 2] & 0x40 == 0
            switch type {
            case 0...31: return .slice(beginsAnew: (19...20).contains(type) && keepsOthers)
            case 32...34: return .parameterSet
            default: return .other
            }
        }
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
