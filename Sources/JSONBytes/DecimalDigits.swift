enum DecimalDigits {
    /// How many digits a number has; zero has one.
    @inline(__always)
    static func length(_ number: UInt64) -> Int {
        var length = 1
        var rest = number
        while rest >= 10_000 {
            rest /= 10_000
            length &+= 4
        }
        if rest >= 1000 { return length &+ 3 }
        if rest >= 100 { return length &+ 2 }
        return rest >= 10 ? length &+ 1 : length
    }

    /// Two digits of a number below 100.
    @inline(__always)
    static func store(pair: Int, to destination: UnsafeMutableRawPointer) {
        let tens = pair / 10
        let zero = Int(UInt8(ascii: "0"))
        destination.storeBytes(of: UInt8(truncatingIfNeeded: zero &+ tens), as: UInt8.self)
        destination.storeBytes(
            of: UInt8(truncatingIfNeeded: zero &+ pair &- tens &* 10), toByteOffset: 1, as: UInt8.self)
    }
}
