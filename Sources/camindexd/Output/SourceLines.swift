import CameraIndex

/// The lines of a configuration by which a stream is watched, to paste.
struct SourceLines {
    /// What the camera is to be called.
    let camera: String
    /// The address as it was written.
    let source: String
    /// How the stream is to be had.
    var terms: StreamTerms
    /// What a device is asked for; nil for what it is set to, and where it is none.
    var capture: CaptureMode?

    /// The lines, with those above that hold them.
    var text: String {
        var lines = ["cameras:", "  \(camera):", "    source: \(source)"]
        switch terms.trust {
        case .verify(nil): break
        case .verify(let file?): lines.append("    tls: {ca: \(file)}")
        case .pin(let pin): lines.append("    tls: {pin: \(pin)}")
        case .insecure: lines.append("    tls: insecure")
        }
        if terms.transport != .automatic {
            lines.append("    transport: \(terms.transport.rawValue)")
        }
        if let capture { lines.append("    capture: \(capture)") }
        return lines.map { "  \($0)\n" }.joined()
    }
}
