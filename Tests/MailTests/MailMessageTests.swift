import Testing

@testable import Mail

@Suite struct MailMessageTests {
    private func message(
        sender: String = "studio@example.com", subject: String = "Hello", body: String = "One\nTwo\n"
    ) -> MailMessage {
        MailMessage(
            sender: sender, recipient: "ada@example.com", subject: subject, body: body, id: "1@tsubame",
            date: 1_795_559_248)
    }

    @Test("Plain text travels as it is, with CRLF at the ends of lines")
    func plain() {
        let text = self.message().text

        #expect(text.contains("Content-Transfer-Encoding: 7bit\r\n\r\nOne\r\nTwo\r\n"))
        #expect(text.contains("Subject: Hello\r\n"))
        #expect(text.contains("From: Kitsu Bot <studio@example.com>\r\n"))
        #expect(text.contains("Date: Tue, 24 Nov 2026 22:27:28 +0000\r\n"))
    }

    @Test("A line break in a subject begins no line of the head")
    func injection() {
        let text = self.message(subject: "Hello\r\nBcc: eve@example.com").text

        #expect(text.contains("Subject: Hello  Bcc: eve@example.com\r\n"))
    }

    @Test("Other letters are encoded, in the head by words of whole characters")
    func encoded() {
        let text = self.message(subject: String(repeating: "é", count: 30), body: "Où = ici ").text

        #expect(text.utf8.allSatisfy { $0 < 128 })
        #expect(text.contains("Content-Transfer-Encoding: quoted-printable\r\n\r\nO=C3=B9 =3D ici=20\r\n"))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }

    @Test("Long lines of quoted-printable are broken softly")
    func longLines() {
        let line = QuotedPrintable.encode(Substring(String(repeating: "é", count: 100)))

        #expect(line.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(line.split(separator: "\r\n").dropLast().allSatisfy { $0.hasSuffix("=") })
    }

    @Test(
        "A sender may have a name",
        arguments: [
            ("Studio <mail@example.com>", "Studio", "mail@example.com"),
            ("mail@example.com", "Kitsu Bot", "mail@example.com"),
        ])
    func sender(_ sender: String, _ name: String, _ address: String) {
        let message = self.message(sender: sender)

        #expect(message.senderAddress == address)
        #expect(message.text.hasPrefix("From: \(name) <\(address)>\r\n"))
    }

    @Test("A server that is not there is a failure with a reason")
    func unreachable() {
        let server = MailServer(host: "127.0.0.1", port: 1, security: .plain, user: "", password: "")

        #expect(throws: MailFailure.self) { try server.send(self.message()) }
    }

    @Test("An address with a line break is never spoken to a server")
    func unsafe() {
        let server = MailServer(host: "127.0.0.1", port: 1, security: .plain, user: "", password: "")
        let message = MailMessage(
            sender: "a@example.com", recipient: "b@example.com>\r\nDATA", subject: "", body: "", id: "1", date: 0)

        let failure = #expect(throws: MailFailure.self) { try server.send(message) }

        #expect(failure?.reason == "an address cannot stand in a mail")
    }
}
