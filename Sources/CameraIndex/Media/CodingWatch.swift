import CFFmpeg

/// Notices that a stream is coded otherwise from a keyframe on: a camera was set to another size or
/// profile without ending its stream.
///
/// Streams from the network repeat their parameter sets before keyframes; those of files stand at
/// the head, and do not change.
struct CodingWatch {
    /// The stream as of the newest keyframe.
    private(set) var pictures: PictureStream
    private let syntax: StreamSyntax?
    /// The parameter sets that tell the size, of the newest keyframe that has any.
    private var known: [[UInt8]]?

    /// Begins with what is known of a stream.
    init(_ pictures: PictureStream) {
        self.pictures = pictures
        let syntax = StreamSyntax(of: pictures)
        self.syntax = syntax?.hasStartCodes == true ? syntax : nil
    }

    /// Takes note of a keyframe.
    mutating func note(_ packet: SharedPacket) {
        guard let syntax, let picture = syntax.picture(in: packet.withPacket { $0.bytes }) else {
            return
        }
        let sets = picture.parameterSets.filter(syntax.tellsSize)
        guard !sets.isEmpty, sets != known else { return }
        defer { known = sets }
        if known == nil { return }
        do throws(MediaError) {
            let startCode: [UInt8] = [0, 0, 0, 1]
            let header = Array(picture.parameterSets.map { startCode + $0 }.joined())
            pictures = try PictureStream(
                pictures,
                recodedWith: header,
                frame: Self.frame(of: packet, pictures) ?? pictures.format.frame
            )
        } catch {
            // Memory ran out; the file goes on, and decoders bear it.
        }
    }

    /// The size of a keyframe's picture by its parameter sets; nil where they do not tell it.
    private static func frame(of packet: SharedPacket, _ pictures: PictureStream) -> PixelSize? {
        let codec = unsafe pictures.withParameters { unsafe $0.pointee.codec_id }
        guard let parser = unsafe av_parser_init(Int32(bitPattern: codec.rawValue)) else {
            return nil
        }
        defer { unsafe av_parser_close(parser) }
        var context = unsafe avcodec_alloc_context3(nil)
        defer { unsafe avcodec_free_context(&context) }
        guard let context = unsafe context else { return nil }
        unsafe parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
        packet.withPacket { packet in
            var data: UnsafeMutablePointer<UInt8>?
            var size: Int32 = 0
            let (bytes, count) = unsafe (packet.packet.pointee.data, packet.packet.pointee.size)
            _ = unsafe av_parser_parse2(parser, context, &data, &size, bytes, count, 0, 0, 0)
        }
        let (width, height) = unsafe (parser.pointee.width, parser.pointee.height)
        guard width > 0, height > 0 else { return nil }
        return PixelSize(width: Int(width), height: Int(height))
    }
}
