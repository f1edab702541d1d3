import FoundationEssentials

/// Names after an `@` in a text.
enum Mentions {
    /// Which of the named are mentioned: their whole name follows an `@`, and no letter, digit or underscore follows
    /// it. Of two names that fit at one place the longer counts.
    ///
    /// - Returns: In the order of first mention, each once.
    static func find(in text: String, among names: [(name: String, id: UUID)]) -> [UUID] {
        var found: [UUID] = []
        let candidates = names.filter { !$0.name.isEmpty }.sorted { $0.name.count > $1.name.count }
        var rest = text[...]
        while let at = rest.firstIndex(of: "@") {
            rest = rest[rest.index(after: at)...]
            let fitting = candidates.first { rest.hasPrefix($0.name) && Self.ends(rest.dropFirst($0.name.count)) }
            guard let fitting else { continue }
            // Namesakes cannot be told apart: all of them are meant.
            for (name, id) in candidates where name == fitting.name && !found.contains(id) { found.append(id) }
        }
        return found
    }

    private static func ends(_ rest: Substring) -> Bool {
        guard let next = rest.first else { return true }
        return !next.isLetter && !next.isNumber && next != "_"
    }
}
