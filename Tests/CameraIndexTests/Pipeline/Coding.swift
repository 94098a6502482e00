import CameraIndex
import Testing

/// A way in which recorders code their pictures.
struct Coding: Sendable, CustomTestStringConvertible {
    let name: String
    var ending = "mp4"
    var codec = "libx264"
    var keyframeInterval = 10
    var isInterlaced = false
    var codecOptions: [String: String] = [:]

    var testDescription: String { name }

    func apply(to options: inout VideoWriter.Options) {
        options.codec = codec
        options.keyframeInterval = keyframeInterval
        options.isInterlaced = isInterlaced
        options.codecOptions = codecOptions
        options.isFastStart = ending == "mp4"
        if codec == "libx265" { options.codecOptions["preset"] = "ultrafast" }
    }
}
