extension Float {
    /// 1 below zero, else 0.
    ///
    /// A loop that counts by it is vector code, while one that counts by a comparison branches.
    @inline(__always)
    var signBit: UInt32 { bitPattern &>> 31 }
}
