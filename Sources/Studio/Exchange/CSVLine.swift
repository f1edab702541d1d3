/// One line of a table for spreadsheets: cells between semicolons, quoted where they must be, ended by CR LF.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets do not show and an
/// import takes away again. Numbers stay numbers.
package struct CSVLine: Sendable {
    package private(set) var text = ""
    private var isEmpty = true

    package init(_ cells: [String] = []) {
        for cell in cells { self.append(cell) }
    }

    /// Appends a text of someone's own.
    package mutating func append(_ cell: String) { self.appendRaw(Self.neutralized(cell)) }

    /// Appends what the server itself writes.
    package mutating func appendRaw(_ cell: String) {
        if !self.isEmpty { self.text += ";" }
        self.isEmpty = false
        let needsQuotes = cell.utf8.contains { Self.special.contains($0) }
        self.text += needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }

    package mutating func end() {
        self.text += "\r\n"
    }

    private static let special: [UInt8] = [
        UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
    ]

    /// What a spreadsheet takes for the beginning of a formula.
    private static let formula: [UInt8] = [
        UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
        UInt8(ascii: "\r"),
    ]

    package static func neutralized(_ cell: String) -> String {
        guard let first = cell.utf8.first, self.formula.contains(first), Double(cell) == nil else { return cell }
        return "'" + cell
    }
}

extension CSVLine {
    /// Part of a file's name, out of a name of someone's own: letters and digits of ASCII, and underscores.
    package static func slug(_ name: String) -> String {
        var slug = ""
        for character in name.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "_" {
                slug.append("_")
            }
        }
        return slug.last == "_" ? String(slug.dropLast()) : slug
    }

    /// Minutes as working days, with two places: `0.10`.
    package static func days(minutes: Double, hoursByDay: Double) -> String {
        let days = hoursByDay > 0 ? minutes / 60 / hoursByDay : 0
        let hundredths = Int((days * 100).rounded(.toNearestOrEven))
        let places = hundredths % 100
        return "\(hundredths / 100).\(places < 10 ? "0" : "")\(places)"
    }
}
