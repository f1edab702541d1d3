/// The Range header of a request, as far as it is understood here: one range of bytes.
enum ByteRange: Equatable {
    /// Absent, malformed, in another unit or more than one: the whole file answers it.
    case whole
    case part(Range<Int>)
    /// Nothing of it lies in the file.
    case unsatisfiable

    init(_ header: String?, size: Int) {
        guard let header, let (first, last) = Self.bounds(header) else {
            self = .whole
            return
        }
        switch (first, last) {
        case (let first?, let last?):
            guard first <= last else {
                self = .whole
                return
            }
            self = first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
        case (let first?, nil):
            self = first < size ? .part(first..<size) : .unsatisfiable
        case (nil, let suffix?):
            self = suffix > 0 && size > 0 ? .part(max(0, size - suffix)..<size) : .unsatisfiable
        case (nil, nil):
            self = .whole
        }
    }

    /// `bytes=FIRST-LAST`, each as it is there; nil when it is something else.
    private static func bounds(_ header: String) -> (first: Int?, last: Int?)? {
        let parts = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let range = parts[1].filter { $0 != " " && $0 != "\t" }
        let bounds = range.split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }) else { return nil }
        return (Self.number(bounds[0]), Self.number(bounds[1]))
    }

    /// Nil without digits; too large a number is the largest one.
    private static func number(_ digits: Substring) -> Int? { digits.isEmpty ? nil : Int(digits) ?? .max }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
