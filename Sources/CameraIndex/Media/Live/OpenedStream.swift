import CFFmpeg

/// A stream that FFmpeg has opened and recognised, with what must live as long.
@safe
struct OpenedStream {
    /// FFmpeg's view of it, which whoever takes it must close.
    let context: UnsafeMutablePointer<AVFormatContext>
    /// What holds for all that it opens besides.
    let nested: NestedOptions
    /// Carries it, where FFmpeg does not speak TLS with its server.
    let relay: TLSRelay?
    /// The certificate that its server showed; nil where it goes without TLS.
    let certificate: CertificatePin?
}
