import CFFmpeg

/// Tells of the packets of a stream which pictures others lean on.
struct PictureDependence {
    /// What a picture is to others.
    enum Role {
        /// A decoder that knows nothing of the pictures before decodes it, and all behind it.
        case beginning
        /// Others may lean on it, or nobody can tell.
        case anchor
        /// No other can lean on it.
        case leaf
    }

    private enum Kind {
        /// Every picture stands alone.
        case alone
        /// Every picture stands alone that brings its own tables.
        case jpeg
        /// Pictures lean on each other as their units say.
        case units(StreamSyntax)
    }

    private let kind: Kind

    /// Makes a teller for what `demuxer` reads; nil where that cannot be told.
    init?(of demuxer: borrowing Demuxer) {
        let codec = unsafe demuxer.pictures.withParameters { parameters in
            unsafe parameters.pointee.codec_id
        }
        let properties = unsafe avcodec_descriptor_get(codec)?.pointee.props ?? 0
        if codec == AV_CODEC_ID_MJPEG {
            kind = .jpeg
        } else if properties & AV_CODEC_PROP_INTRA_ONLY != 0 {
            kind = .alone
        } else if let syntax = StreamSyntax(of: demuxer) {
            kind = .units(syntax)
        } else {
            return nil
        }
    }

    /// What the picture of `packet` is to others.
    func role(of packet: borrowing Packet) -> Role {
        switch kind {
        case .alone: return .beginning
        case .jpeg: return packet.withBytes(Self.hasTables) ? .beginning : .anchor
        case .units(let syntax):
            guard let picture = syntax.picture(in: packet.bytes) else { return .anchor }
            return picture.beginsAnew ? .beginning : picture.isReferenced ? .anchor : .leaf
        }
    }

    /// Whether a JPEG brings the tables by which it is decoded (DQT): they would stay for those
    /// behind it.
    private static func hasTables(_ bytes: Span<UInt8>) -> Bool {
        var place = 2
        while place + 3 < bytes.count, bytes[place] == 0xff {
            switch bytes[place + 1] {
            case 0xdb: return true
            // Behind the head of a scan come its pixels.
            case 0xda: return false
            // Any number of these may stand before a marker.
            case 0xff: place += 1
            default: place += 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
            }
        }
        return false
    }
}
