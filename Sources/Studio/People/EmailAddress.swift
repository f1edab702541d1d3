/// What an e-mail address must look like. Whether it exists is another question.
package enum EmailAddress {
    /// Names that no mail goes to.
    private static let reservedNames: Set<Substring> = [
        "arpa", "invalid", "local", "localhost", "onion", "test",
    ]

    /// Why a text is no address, in the words that clients know; nil when it is one.
    package static func problem(in text: String) -> String? {
        guard text.unicodeScalars.count <= 254 else { return "The email address is too long." }
        let marks = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard marks.count == 2 else { return "An email address must have an @-sign." }
        let (local, domain) = (marks[0], marks[1])
        if local.isEmpty { return "There must be something before the @-sign." }
        if local.first == "\"" { return "Quoting the part before the @-sign is not allowed here." }
        if domain.isEmpty { return "There must be something after the @-sign." }
        return self.problem(inLocal: local) ?? self.problem(inDomain: domain)
    }

    private static func problem(inLocal local: Substring) -> String? {
        let strangers = local.unicodeScalars.filter { !self.isLocal($0) }
        if !strangers.isEmpty {
            return "The email address contains invalid characters before the @-sign: \(self.listed(strangers))."
        }
        if local.first == "." { return "An email address cannot start with a period." }
        if local.last == "." { return "An email address cannot have a period immediately before the @-sign." }
        if local.contains("..") { return "An email address cannot have two periods in a row." }
        return nil
    }

    private static func problem(inDomain domain: Substring) -> String? {
        let strangers = domain.unicodeScalars.filter { !self.isDomain($0) }
        if !strangers.isEmpty {
            return "The part after the @-sign contains invalid characters: \(self.listed(strangers))."
        }
        if domain.first == "." { return "An email address cannot have a period immediately after the @-sign." }
        if domain.first == "-" { return "An email address cannot have a hyphen immediately after the @-sign." }
        if domain.last == "." { return "An email address cannot end with a period." }
        if domain.last == "-" { return "An email address cannot end with a hyphen." }
        if domain.contains("..") { return "An email address cannot have two periods in a row." }
        if domain.contains("-.") || domain.contains(".-") {
            return "An email address cannot have a period and a hyphen next to each other."
        }
        if let last = domain.split(separator: ".").last, self.reservedNames.contains(last.lowercased()[...]) {
            return "The part after the @-sign is a special-use or reserved name that cannot be used with email."
        }
        return nil
    }

    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        if self.isLetterOrDigit(scalar) { return true }
        return "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains(scalar)
    }

    private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
        self.isLetterOrDigit(scalar) || scalar == "." || scalar == "-"
    }

    /// Letters of every script are welcome.
    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return Character(scalar).isLetter || Character(scalar).isNumber }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func listed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var seen: [String] = []
        for scalar in scalars {
            let word =
                scalar == " " ? "SPACE" : scalar.value < 32 ? "U+\(String(scalar.value, radix: 16))" : "'\(scalar)'"
            if !seen.contains(word) { seen.append(word) }
        }
        return seen.joined(separator: ", ")
    }
}
