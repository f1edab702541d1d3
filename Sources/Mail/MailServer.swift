import CCurl

/// An SMTP server that takes mails.
package struct MailServer: Sendable {
    package enum Security: Sendable {
        case plain
        /// STARTTLS or nothing.
        case startTLS
        case tls
    }

    private let host: String
    private let port: Int
    private let security: Security
    private let user: String
    private let password: String
    /// Seconds for a mail.
    private static let timeout = 60

    /// - Parameters:
    ///   - host: A name or an address.
    ///   - port: Its port.
    ///   - security: What protects the connection.
    ///   - user: Empty for none.
    ///   - password: The user's.
    package init(host: String, port: Int, security: Security, user: String, password: String) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
    }

    /// Hands a mail over. Blocks for a minute at most: to be called on a thread of its own, by one caller at a time.
    ///
    /// - Throws: ``MailFailure``
    package func send(_ message: MailMessage) throws {
        let (sender, recipient) = (message.senderAddress, message.recipient)
        guard MailMessage.isSafe(sender), MailMessage.isSafe(recipient) else {
            throw MailFailure(reason: "an address cannot stand in a mail")
        }
        let text = message.text
        var error = [CChar](repeating: 0, count: 512)
        let result = self.host.withCString { host in
            self.user.withCString { user in
                self.password.withCString { password in
                    sender.withCString { sender in
                        recipient.withCString { recipient in
                            var mail = ccurl_mail()
                            mail.host = host
                            mail.port = Int32(self.port)
                            mail.security = self.curlSecurity
                            if !self.user.isEmpty {
                                mail.user = user
                                mail.password = password
                            }
                            mail.sender = sender
                            mail.recipient = recipient
                            mail.timeout = Self.timeout
                            return text.withCString { ccurl_send(&mail, $0, text.utf8.count, &error, error.count) }
                        }
                    }
                }
            }
        }
        guard result == 0 else {
            let bytes = error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw MailFailure(reason: String(decoding: bytes, as: UTF8.self))
        }
    }

    private var curlSecurity: ccurl_security {
        switch self.security {
        case .plain: CCURL_PLAIN
        case .startTLS: CCURL_STARTTLS
        case .tls: CCURL_TLS
        }
    }
}

/// Why a mail was not taken.
package struct MailFailure: Error, CustomStringConvertible {
    package let reason: String
    package var description: String { self.reason }
}
