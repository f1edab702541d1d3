import Glibc

/// Of the system's zlib what a test needs to write and read a PNG; libvips brings the library.
enum ZLib {
    private typealias Checksum = @convention(c) (UInt, UnsafePointer<UInt8>?, UInt32) -> UInt
    private typealias Pack =
        @convention(c) (
            UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt>, UnsafePointer<UInt8>?, UInt
        ) -> Int32

    nonisolated(unsafe) private static let library = dlopen("libz.so.1", RTLD_NOW)
    private static let checksum = unsafeBitCast(dlsym(library, "crc32"), to: Checksum.self)
    private static let pack = unsafeBitCast(dlsym(library, "compress"), to: Pack.self)
    private static let unpack = unsafeBitCast(dlsym(library, "uncompress"), to: Pack.self)

    static func crc(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: Self.checksum(0, bytes, UInt32(bytes.count)))
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        Self.run(Self.pack, bytes, capacity: bytes.count + bytes.count / 100 + 64)
    }

    static func inflated(_ bytes: [UInt8], count: Int) -> [UInt8] { Self.run(Self.unpack, bytes, capacity: count) }

    private static func run(_ function: Pack, _ bytes: [UInt8], capacity: Int) -> [UInt8] {
        var count = UInt(capacity)
        let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, used in
            let failure = function(buffer.baseAddress, &count, bytes, UInt(bytes.count))
            precondition(failure == 0, "zlib: \(failure)")
            used = Int(count)
        }
        return result
    }
}
