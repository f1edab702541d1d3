/// Where mails go, and what their links look like.
package struct MailSettings: Sendable {
    /// Nil when no mails are sent.
    package let server: Server?
    /// An address, or a name and an address in angle brackets.
    package let sender: String
    /// What links in mails begin with, without a slash at the end: `https://studio.example.com`.
    package let site: String
    /// The host of ``site``, without its port: what security keys are bound to.
    package let siteHost: String

    package struct Server: Hashable, Sendable {
        package let host: String
        package let port: Int
        package let security: Security
        /// Empty for none.
        package let user: String
        package let password: String
    }

    package enum Security: Hashable, Sendable {
        case plain, startTLS, tls
    }

    init(_ reader: inout SettingsReader) {
        reader.section = "Mail"
        let isEnabled = reader.read(
            "MAIL_ENABLED", "Whether mails are sent: invitations, one-time codes, links for new passwords.", .flag,
            default: true)
        let host = reader.read("MAIL_SERVER", "The SMTP server.", .host, default: "localhost")
        let port = reader.read("MAIL_PORT", "Its port.", .port, default: 25)
        let usesTLS = reader.read("MAIL_USE_TLS", "Whether to insist on STARTTLS.", .flag, default: false)
        let usesSSL = reader.read("MAIL_USE_SSL", "Whether to speak TLS from the start.", .flag, default: false)
        let user = reader.read("MAIL_USERNAME", "Its user.", .text, default: "")
        let password = reader.read(
            "MAIL_PASSWORD", "The user's password.", .text, unset: "none", isSecret: true)
        self.sender = reader.read(
            "MAIL_DEFAULT_SENDER", "Who mails are from.", .mailbox, default: "no-reply@your-studio.com")
        let domain = reader.read(
            "DOMAIN_NAME", "The host of the web client, and its port if it has one, for links in mails and for keys.",
            .authority, default: "localhost:8080")
        let scheme = reader.read(
            "DOMAIN_PROTOCOL", "How browsers reach it.", .choice("https", "http"), default: "https")
        self.site = "\(scheme)://\(domain)"
        self.siteHost = domain.split(separator: ":").first.map(String.init) ?? domain
        let security: Security = usesSSL ? .tls : usesTLS ? .startTLS : .plain
        self.server =
            isEnabled
            ? Server(host: host, port: port, security: security, user: user, password: password ?? "") : nil
    }
}

extension SettingKind<String> {
    /// `name@example.com` or `Name <name@example.com>`.
    fileprivate static var mailbox: Self {
        Self(
            "an address as name@example.com, or Name <name@example.com>",
            parse: { text in
                let isOneLine = text.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
                return isOneLine && text.contains("@") ? text : nil
            }, text: { $0 })
    }

    /// A host, and perhaps a port.
    fileprivate static var authority: Self {
        Self(
            "a host as studio.example.com or localhost:8080",
            parse: { text in
                let parts = text.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count <= 2, let host = parts.first, !host.isEmpty else { return nil }
                guard parts.count == 1 || UInt16(parts[1]) != nil else { return nil }
                let isHost = host.unicodeScalars.allSatisfy { scalar in
                    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                        || scalar == "." || scalar == "-"
                }
                return isHost ? text.lowercased() : nil
            }, text: { $0 })
    }
}
