extension FootageID {
    /// The name of what was watched of a stream since a moment.
    init(watching source: String, since moment: MediaTime) {
        var hash = FNVHash()
        for byte in source.utf8 { hash.add(UInt64(byte)) }
        hash.add(UInt64(bitPattern: moment.microseconds))
        self.init(stored: "live-" + String(hash.value, radix: 16))
    }
}
