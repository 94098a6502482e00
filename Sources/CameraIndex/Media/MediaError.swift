/// Why footage cannot be read or written, with the place.
public struct MediaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Cause: Hashable, Sendable {
        /// There is nothing at the path.
        case missing
        /// The path is a folder.
        case isFolder
        /// The file must not be read.
        case permissionDenied
        /// The file has no bytes.
        case empty
        /// The bytes are no footage that FFmpeg knows.
        case notVideo
        /// The part of the file that tells where its pictures lie is missing: it was cut off.
        case indexMissing
        /// There is sound, or something else, but no picture.
        case noVideoStream
        /// This FFmpeg cannot decode the codec of this name.
        case unsupportedCodec(String)
        /// The footage breaks off before its end.
        case truncated
        /// A read failed.
        case readFailed
        /// Nothing of the pictures can be decoded.
        case decodeFailed
        /// A picture cannot be encoded or written.
        case encodeFailed
        /// Its pictures carry no times, or such as jump.
        case untimed
        /// No container for clips carries the codec of this name.
        case unclippable(String)
        /// Somebody asked to stop.
        case interrupted
        /// There is no such host, or nobody says where it is: a reason.
        case unknownHost(String)
        /// Nobody listens on the port.
        case refused
        /// No way leads to the host.
        case unreachable
        /// Nothing came within this time; nil where the system's own limit passed.
        case timedOut(MediaDuration?)
        /// User or password is missing or wrong.
        case unauthorized
        /// The user must not see the stream.
        case forbidden
        /// The server knows no stream of this name.
        case noSuchStream
        /// The server cannot do what it was asked.
        case serverFailed
        /// This process has as many files and connections open as it may.
        case noDescriptors
        /// Another program has the device.
        case busy
        /// The device gives no pictures.
        case noCamera
        /// FFmpeg's library of devices is not installed.
        case noDeviceLibrary
        /// The server does not send packets in the way that it was asked to.
        case otherTransport
        /// What answers is no stream of pictures.
        case noStream
        /// The server's certificate is not believed.
        case certificate(CertificateProblem)
        /// No connection by TLS can be made: a reason.
        case noSecurity(String)
        /// Memory ran out.
        case outOfMemory
    }

    /// What kind of trouble it is.
    public var cause: Cause
    /// What was being done, such as "read a packet".
    public var operation: String
    /// The file, without any password.
    public var source: String
    /// FFmpeg's error code, or 0.
    public var code: Int32
    /// How far the media time had come, or nil before the first packet.
    public var reached: MediaTime?

    /// What is wrong, where, and what to do.
    public var description: String {
        textOfServer ?? textOfDevice ?? textOfFootage
    }
}
