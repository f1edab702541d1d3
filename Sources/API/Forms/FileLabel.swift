/// A client's name for a file, made fit to be shown, stored and sent back. It is never a path.
enum FileLabel {
    /// In UTF-8 bytes, as file systems count.
    static let longest = 255

    /// Without directories of either kind, control characters and what turns text around; `file` when nothing is left.
    /// A name that is too long keeps its extension.
    static func clean(_ name: String) -> String {
        let last = name.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last
        var scalars = String.UnicodeScalarView()
        for scalar in last ?? Substring.UnicodeScalarView() where !Self.isHidden(scalar) { scalars.append(scalar) }
        let label = Self.trimmed(String(scalars))
        if label.isEmpty || label == "." || label == ".." { return "file" }
        return Self.shortened(label)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: !Self.joiners.contains(scalar)
        default: false
        }
    }

    /// Writing systems and emoji need these two.
    private static let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    private static func shortened(_ label: String) -> String {
        guard label.utf8.count > Self.longest else { return label }
        var stem = label[...]
        var ending = ""
        if let dot = label.lastIndex(of: "."), label[dot...].utf8.count <= 32, dot > label.startIndex {
            stem = label[..<dot]
            ending = String(label[dot...])
        }
        while stem.utf8.count + ending.utf8.count > Self.longest { stem.unicodeScalars.removeLast() }
        return String(stem) + ending
    }
}
