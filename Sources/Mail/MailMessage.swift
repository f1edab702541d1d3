/// A mail of plain text as it travels (RFC 5322): its head in ASCII, its body in ASCII or in quoted-printable UTF-8.
package struct MailMessage: Sendable {
    /// `name@example.com`, or `Name <name@example.com>`.
    package let sender: String
    package let recipient: String
    package let subject: String
    package let body: String
    /// Unique in the world, without brackets.
    package let id: String
    /// Seconds since 1970.
    package let date: Int64

    package init(sender: String, recipient: String, subject: String, body: String, id: String, date: Int64) {
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.body = body
        self.id = id
        self.date = date
    }

    /// The address in ``sender``.
    var senderAddress: String {
        guard let start = self.sender.lastIndex(of: "<"), let end = self.sender.lastIndex(of: ">"), start < end else {
            return self.sender
        }
        return String(self.sender[self.sender.index(after: start)..<end])
    }

    private var senderName: String {
        let name = self.sender.prefix { $0 != "<" }.filter { $0 != "\"" }
        let trimmed = name.split(separator: " ").joined(separator: " ")
        return self.sender.contains("<") && !trimmed.isEmpty ? trimmed : "Kitsu Bot"
    }

    /// Whether an address may stand in a command and a head.
    static func isSafe(_ address: String) -> Bool {
        address.contains("@")
            && address.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 && !"<>".contains(Character($0)) }
    }

    /// Head and body, with CRLF at the ends of lines.
    package var text: String {
        let isPlain = self.body.utf8.allSatisfy { $0 < 127 && ($0 >= 32 || $0 == 10) } && self.hasShortLines
        let head = [
            "From: \(Self.word(self.senderName)) <\(self.senderAddress)>", "To: <\(self.recipient)>",
            "Subject: \(Self.word(self.subject))", "Date: \(MailDate.text(self.date))", "Message-ID: <\(self.id)>",
            "MIME-Version: 1.0", "Auto-Submitted: auto-generated", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")",
        ]
        let lines = self.body.split(separator: "\n", omittingEmptySubsequences: false)
        let body = isPlain ? lines.map(String.init) : lines.map(QuotedPrintable.encode)
        return (head + [""] + body).joined(separator: "\r\n") + "\r\n"
    }

    /// RFC 5321 takes 998 bytes.
    private var hasShortLines: Bool {
        self.body.split(separator: "\n").allSatisfy { $0.utf8.count <= 900 }
    }

    /// Text for a head: as it is, or as encoded words (RFC 2047), of which none splits a character.
    static func word(_ text: String) -> String {
        let clean = text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
        if clean.allSatisfy(\.isASCII), clean.count <= 900 { return String(String.UnicodeScalarView(clean)) }
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in clean {
            let encoded = Array(String(Character(scalar)).utf8)
            if bytes.count + encoded.count > 42 {
                words.append(self.encodedWord(bytes))
                bytes = []
            }
            bytes += encoded
        }
        words.append(self.encodedWord(bytes))
        return words.joined(separator: "\r\n ")
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String { "=?utf-8?b?\(Base64.encode(bytes))?=" }
}

/// RFC 4648, section 4.
private enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    static func encode(_ bytes: [UInt8]) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? self.letters[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}

/// RFC 2045, section 6.7.
enum QuotedPrintable {
    /// A line, which may become several.
    static func encode(_ line: Substring) -> String {
        var lines: [String] = []
        var current = ""
        let bytes = Array(line.utf8)
        for (place, byte) in bytes.enumerated() {
            let isLast = place == bytes.count - 1
            let isPlain = byte > 32 && byte < 127 && byte != 61 || byte == 32 && !isLast
            let piece = isPlain ? String(UnicodeScalar(byte)) : "=" + self.hexadecimal(byte)
            if current.utf8.count + piece.utf8.count > 75 {
                lines.append(current + "=")
                current = ""
            }
            current += piece
        }
        return (lines + [current]).joined(separator: "\r\n")
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}

/// A moment as mails write it, in UTC.
enum MailDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds are counted from 1970, and not before.
    static func text(_ seconds: Int64) -> String {
        let day = max(0, seconds) / 86_400
        let (year, month, date) = self.civil(day)
        let time = [max(0, seconds) / 3600 % 24, max(0, seconds) / 60 % 60, max(0, seconds) % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(self.days[Int(day % 7)]), \(date) \(self.months[month - 1]) \(year) \(time) +0000"
    }

    private static func civil(_ day: Int64) -> (year: Int, month: Int, date: Int) {
        var (year, rest) = (1970, Int(day))
        func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        while rest >= (isLeap(year) ? 366 : 365) {
            rest -= isLeap(year) ? 366 : 365
            year += 1
        }
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var month = 1
        for length in lengths {
            if rest < length { break }
            rest -= length
            month += 1
        }
        return (year, month, rest + 1)
    }
}
