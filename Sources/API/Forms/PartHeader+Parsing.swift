extension PartHeader {
    /// The length of the header lines with the empty line that ends them; nil when it has not come yet.
    static func length(in bytes: UnsafeRawBufferPointer) -> Int? {
        var start = 0
        while let feed = bytes.firstLineFeed(from: start) {
            let end = feed > start && bytes[feed - 1] == .carriageReturn ? feed - 1 : feed
            if end == start { return feed + 1 }
            start = feed + 1
        }
        return nil
    }

    /// - Throws: ``FormError/malformed(_:)`` for a part that does not say which field it is.
    init(lines bytes: [UInt8]) throws(FormError) {
        var disposition: HeaderParameters?
        var contentType: String?
        for line in Self.unfolded(bytes) {
            guard let colon = line.firstIndex(of: .colon) else { continue }
            let value = line[(colon + 1)...]
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "content-disposition": disposition = disposition ?? HeaderParameters(utf8: value)
            case "content-type": contentType = contentType ?? Self.mediaType(value)
            default: break
            }
        }
        guard let disposition else { throw .malformed("A part of the form has no Content-Disposition.") }
        self.init(
            name: disposition["name"].map(Self.unquoted) ?? "",
            filename: disposition["filename"].map { FileLabel.clean(Self.unquoted($0)) }, contentType: contentType)
    }

    /// Header lines; one that begins with a blank belongs to the line before.
    private static func unfolded(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for var line in bytes.split(separator: .lineFeed) {
            if line.last == .carriageReturn { line.removeLast() }
            if let first = line.first, first == .blank || first == .tab, let last = lines.indices.last {
                lines[last] += line
            } else {
                lines.append(Array(line))
            }
        }
        return lines
    }

    /// Lower case, without its parameters; nil when there is nothing.
    private static func mediaType(_ bytes: ArraySlice<UInt8>) -> String? {
        let type = HeaderParameters(utf8: bytes).value.lowercased()
        return type.isEmpty ? nil : type
    }

    /// Browsers write a quote and the ends of lines in names so, and nothing else.
    private static func unquoted(_ text: String) -> String {
        guard text.utf8.contains(.percent) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let sequence = String(decoding: rest.prefix(3), as: UTF8.self).uppercased()
            let meaning: UInt8? =
                switch sequence {
                case "%22": .quote
                case "%0D": .carriageReturn
                case "%0A": .lineFeed
                default: nil
                }
            result.append(meaning ?? byte)
            rest.removeFirst(meaning == nil ? 1 : 3)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
