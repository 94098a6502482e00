/// A connection over which bytes go, of which neither way ever waits.
protocol ByteConnection: ~Copyable {
    /// Takes bytes that came.
    ///
    /// - Parameter buffer: where they go, from its beginning.
    /// - Returns: how many; 0 at the end, nil where none came yet.
    /// - Throws: `TLSFailure` where the connection broke.
    func receive(into buffer: inout [UInt8]) throws(TLSFailure) -> Int?

    /// Sends bytes; those that could not be taken must be given again as they are.
    ///
    /// - Parameter bytes: the bytes.
    /// - Returns: how many were taken; nil where none can be yet.
    /// - Throws: `TLSFailure` where the connection broke.
    func send(_ bytes: ArraySlice<UInt8>) throws(TLSFailure) -> Int?
}
