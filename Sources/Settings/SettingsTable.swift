/// The table that `tsubame config` prints.
package enum SettingsTable {
    /// The rows by section, one setting a line, in columns; what is wrong at the end.
    package static func render(_ reading: SettingsReading) -> String {
        var lines: [String] = []
        for section in self.sections(reading.rows) {
            lines.append(section.title)
            lines += section.rows.first?.use == .used ? self.table(section.rows) : self.unused(section.rows)
            lines.append("")
        }
        lines += self.list("Wrong, and a server does not start so:", reading.faults)
        lines += self.list("Worth a look:", reading.warnings)
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Section {
        let title: String
        var rows: [SettingRow]
    }

    private static func sections(_ rows: [SettingRow]) -> [Section] {
        var sections: [Section] = []
        for row in rows {
            if sections.last?.title != row.section { sections.append(Section(title: row.section, rows: [])) }
            sections[sections.count - 1].rows.append(row)
        }
        return sections
    }

    private static func table(_ rows: [SettingRow]) -> [String] {
        let header = ["setting", "value", "from", "default", "meaning"]
        return self.aligned([header] + rows.map(self.cells))
    }

    private static func cells(_ row: SettingRow) -> [String] {
        var meaning = row.meaning
        if !row.expectation.isEmpty, row.expectation != SettingKind.text.expectation {
            meaning += " Takes \(row.expectation)."
        }
        if !row.otherNames.isEmpty { meaning += " Also \(row.otherNames.joined(separator: ", "))." }
        let standard = row.standard.isEmpty ? "(empty)" : row.standard
        let current = row.current.isEmpty ? "(empty)" : row.current
        return [row.name, self.oneLine(current), row.origin.description, self.oneLine(standard), meaning]
    }

    /// All columns but the last are padded to the widest cell, of which few are much wider than the rest.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { cells in
            var line = "  "
            for (column, cell) in cells.enumerated() {
                line += cell
                if column < columns - 1 {
                    line += String(repeating: " ", count: widths[column] - cell.count + 2)
                }
            }
            return line
        }
    }

    private static func unused(_ rows: [SettingRow]) -> [String] {
        self.aligned(
            rows.map { row in
                let value = row.origin == .standard ? "" : " Set to \(self.oneLine(row.current))."
                let reason = if case .needless(let reason) = row.use { " Not needed: \(reason)." } else { "" }
                return [row.name, row.meaning + reason + value]
            })
    }

    private static func list(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title] + lines.map { "  \(self.oneLine($0))" } + [""]
    }

    private static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
    }
}
