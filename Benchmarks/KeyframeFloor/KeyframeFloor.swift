import CFFmpeg
import Foundation

/// Reads and decodes given keyframes and nothing else: the floor below which no survey can be.
///
/// usage: keyframe-floor LIST: lines of second and file, as `camindexd scan --list-pictures` writes
/// them. Bare calls of FFmpeg, one file open at a time, one decoder a file, one thread.
@main
struct KeyframeFloor {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: keyframe-floor LIST")
            exit(2)
        }
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        var moments: [String: [Double]] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2, let second = Double(parts[0]) else { continue }
            moments[String(parts[1]), default: []].append(second)
        }
        var total = (pictures: 0, bytes: 0)
        for (path, seconds) in moments.sorted(by: { $0.key < $1.key }) {
            guard let done = decode(seconds, of: path) else {
                print("cannot decode \(path)")
                exit(1)
            }
            total.pictures += done.pictures
            total.bytes += done.bytes
        }
        let mean = total.pictures > 0 ? total.bytes / total.pictures / 1_000 : 0
        print("\(total.pictures) keyframes of \(mean) KB each")
    }

    /// Decodes the keyframes at or before some moments of a file.
    private static func decode(
        _ seconds: [Double],
        of path: String
    ) -> (pictures: Int, bytes: Int)? {
        var context: UnsafeMutablePointer<AVFormatContext>?
        guard unsafe avformat_open_input(&context, path, nil, nil) >= 0 else { return nil }
        defer { unsafe avformat_close_input(&context) }
        unsafe avformat_find_stream_info(context, nil)
        let number = unsafe av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard number >= 0, let file = unsafe context,
            let stream = unsafe file.pointee.streams[Int(number)],
            let codec = unsafe avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id),
            let decoder = unsafe avcodec_alloc_context3(codec),
            let packet = unsafe av_packet_alloc(), let frame = unsafe av_frame_alloc()
        else { return nil }
        unsafe avcodec_parameters_to_context(decoder, stream.pointee.codecpar)
        unsafe decoder.pointee.thread_count = 1
        guard unsafe avcodec_open2(decoder, codec, nil) >= 0 else { return nil }
        unsafe stream.pointee.discard = AVDISCARD_NONKEY
        let base = unsafe stream.pointee.time_base
        let start = unsafe max(0, stream.pointee.start_time)
        var total = (pictures: 0, bytes: 0)
        for second in seconds {
            let time = start + Int64(second * Double(base.den) / Double(base.num) + 0.5)
            unsafe av_seek_frame(file, number, time, AVSEEK_FLAG_BACKWARD)
            while unsafe av_read_frame(file, packet) >= 0 {
                defer { unsafe av_packet_unref(packet) }
                guard unsafe packet.pointee.stream_index == number,
                    unsafe packet.pointee.flags & AV_PKT_FLAG_KEY != 0
                else { continue }
                total.bytes += Int(unsafe packet.pointee.size)
                unsafe avcodec_send_packet(decoder, packet)
                unsafe avcodec_send_packet(decoder, nil)
                while unsafe avcodec_receive_frame(decoder, frame) >= 0 { total.pictures += 1 }
                unsafe avcodec_flush_buffers(decoder)
                break
            }
        }
        return total
    }
}
