/// Eight bytes of text looked at together. The first byte of the text is the lowest of the word.
struct Word {
    private let bits: UInt64

    /// Reads eight bytes.
    @inline(__always)
    init(_ source: UnsafeRawPointer) {
        bits = UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
    }

    /// Reads `size` bytes, 1 to 7, and none beyond them: the rest of the word is zero. The reads overlap, which is harmless as they agree.
    @inline(__always)
    init(_ source: UnsafeRawPointer, _ size: Int) {
        if size >= 4 {
            let head = UInt32(littleEndian: source.loadUnaligned(as: UInt32.self))
            let tail = UInt32(littleEndian: source.loadUnaligned(fromByteOffset: size &- 4, as: UInt32.self))
            bits = UInt64(head) | UInt64(tail) &<< (8 &* UInt64(truncatingIfNeeded: size &- 4))
        } else {
            let middle = size / 2
            let last = size &- 1
            let first = UInt64(source.load(as: UInt8.self))
            let second = UInt64(source.load(fromByteOffset: middle, as: UInt8.self))
            let third = UInt64(source.load(fromByteOffset: last, as: UInt8.self))
            let shifts = (8 &* UInt64(truncatingIfNeeded: middle), 8 &* UInt64(truncatingIfNeeded: last))
            bits = first | second &<< shifts.0 | third &<< shifts.1
        }
    }

    @inline(__always)
    func store(to destination: UnsafeMutableRawPointer) {
        destination.storeBytes(of: bits.littleEndian, as: UInt64.self)
    }

    /// How many bytes from the first stand for themselves in a JSON string: no quote, no backslash, no control character.
    ///
    /// A byte below `n` borrows from its top bit when `n` is taken away. The borrow may spoil the bytes above it, never one below: the
    /// lowest mark is right, and no other is looked at.
    @inline(__always)
    var plainPrefix: Int {
        let quotes = bits ^ 0x2222_2222_2222_2222
        let backslashes = bits ^ 0x5C5C_5C5C_5C5C_5C5C
        let ones: UInt64 = 0x0101_0101_0101_0101
        let isControl = (bits &- 0x2020_2020_2020_2020) & ~bits
        let isQuote = (quotes &- ones) & ~quotes
        let isBackslash = (backslashes &- ones) & ~backslashes
        let marks = (isControl | isQuote | isBackslash) & 0x8080_8080_8080_8080
        return marks.trailingZeroBitCount / 8
    }
}
