import Foundation

/// A PNG as a test writes and reads it: without interlacing.
struct PNG {
    /// The number that the file format has for it.
    enum Colour: UInt8 {
        case grey = 0
        case rgb = 2
        case greyAlpha = 4
        case rgba = 6

        var samples: Int {
            switch self {
            case .grey: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }
    }

    let width: Int
    let height: Int
    let colour: Colour
    /// Bits a sample.
    let depth: Int
    /// As in the file, line after line, without the filters.
    var bytes: [UInt8]

    /// All pixels alike.
    init(_ width: Int, _ height: Int, _ colour: Colour = .rgb, depth: Int = 8, pixel: [UInt8] = [200, 100, 50]) {
        self.width = width
        self.height = height
        self.colour = colour
        self.depth = depth
        let line = (0..<Self.line(width, colour, depth)).map { pixel[$0 % pixel.count] }
        self.bytes = []
        self.bytes.reserveCapacity(line.count * height)
        for _ in 0..<height { self.bytes.append(contentsOf: line) }
    }

    /// The samples of one pixel, of a file of 8 bits a sample.
    subscript(x: Int, y: Int) -> [UInt8] {
        let first = (y * self.width + x) * self.colour.samples
        return Array(self.bytes[first..<first + self.colour.samples])
    }

    private static func line(_ width: Int, _ colour: Colour, _ depth: Int) -> Int {
        (width * colour.samples * depth + 7) / 8
    }
}

extension PNG {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    var file: [UInt8] {
        let line = Self.line(self.width, self.colour, self.depth)
        var lines: [UInt8] = []
        for first in stride(from: 0, to: self.bytes.count, by: line) {
            lines.append(0)
            lines += self.bytes[first..<first + line]
        }
        let header = Self.big(self.width) + Self.big(self.height) + [UInt8(self.depth), self.colour.rawValue, 0, 0, 0]
        return Self.signature + Self.chunk("IHDR", header) + Self.chunk("IDAT", ZLib.deflated(lines))
            + Self.chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return Self.big(content.count) + body + Self.big(Int(ZLib.crc(body)))
    }

    private static func big(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    /// Reads a file of 8 bits a sample.
    init(path: String) throws {
        let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        guard file.starts(with: Self.signature), let colour = Colour(rawValue: file[25]), file[24] == 8 else {
            throw CocoaError(.fileReadCorruptFile)
        }
        var content: [UInt8] = []
        var at = 8
        while at < file.count {
            let size = number(at)
            if file[at + 4..<at + 8].elementsEqual("IDAT".utf8) { content += file[at + 8..<at + 8 + size] }
            at += size + 12
        }
        self.init(number(16), number(20), colour)
        let line = Self.line(self.width, colour, 8)
        self.bytes = Self.unfiltered(ZLib.inflated(content, count: (line + 1) * self.height), line, colour.samples)
    }

    private static func unfiltered(_ bytes: [UInt8], _ line: Int, _ samples: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: bytes.count / (line + 1) * line)
        for y in 0..<bytes.count / (line + 1) {
            let filter = bytes[y * (line + 1)]
            for x in 0..<line {
                let left = x < samples ? 0 : Int(result[y * line + x - samples])
                let above = y == 0 ? 0 : Int(result[(y - 1) * line + x])
                let corner = x < samples || y == 0 ? 0 : Int(result[(y - 1) * line + x - samples])
                let guess = Self.guess(filter, left, above, corner)
                result[y * line + x] = UInt8(truncatingIfNeeded: Int(bytes[y * (line + 1) + 1 + x]) + guess)
            }
        }
        return result
    }

    private static func guess(_ filter: UInt8, _ left: Int, _ above: Int, _ corner: Int) -> Int {
        switch filter {
        case 1: return left
        case 2: return above
        case 3: return (left + above) / 2
        case 4:
            let sum = left + above - corner
            let distances = (abs(sum - left), abs(sum - above), abs(sum - corner))
            if distances.0 <= distances.1 && distances.0 <= distances.2 { return left }
            return distances.1 <= distances.2 ? above : corner
        default: return 0
        }
    }
}
