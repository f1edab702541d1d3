import Glibc

/// A PNG of 8 bits a sample in one colour, its pixels stored without compression.
enum Pixels {
    static func png(_ width: Int, _ height: Int, pixel: [UInt8] = [200, 100, 50]) -> [UInt8] {
        let line: [UInt8] = [0] + Array(repeating: pixel, count: width).joined()
        let lines = Array(Array(repeating: line, count: height).joined())
        let header = self.big(width) + self.big(height) + [8, 2, 0, 0, 0]
        return self.signature + self.chunk("IHDR", header) + self.chunk("IDAT", self.stored(lines))
            + self.chunk("IEND", [])
    }

    /// The width and height that a PNG's header tells; nil for anything else.
    static func size(of file: [UInt8]) -> [Int]? {
        guard file.starts(with: self.signature), file.count > 24 else { return nil }
        return [16, 20].map { at in file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    }

    /// A file of its own with these bytes.
    static func write(_ bytes: [UInt8], named name: String, in folder: String) throws -> String {
        let path = "\(folder)/\(UInt64.random(in: .min ... .max))-\(name)"
        let descriptor = open(path, O_CREAT | O_WRONLY | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw POSIXFailure(code: errno) }
        defer { close(descriptor) }
        guard bytes.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == bytes.count else {
            throw POSIXFailure(code: errno)
        }
        return path
    }

    struct POSIXFailure: Error {
        let code: Int32
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return self.big(content.count) + body + self.big(Int(self.crc(body)))
    }

    /// A zlib stream of stored blocks.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            stream.append(rest.isEmpty ? 1 : 0)
            for number in [count, ~count] { stream += [UInt8(number & 0xFF), UInt8(number >> 8)] }
            stream += block
        } while !rest.isEmpty
        return stream + self.big(Int(self.adler(bytes)))
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    private static func big(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}
