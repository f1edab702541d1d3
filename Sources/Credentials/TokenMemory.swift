import Synchronization

/// Texts that were found to be tokens, so that a client's next request need not be checked by cryptography again. What
/// changes with time is asked each time: whether the token is valid now, and, of the database, whether it was revoked.
final class TokenMemory: Sendable {
    private let known = Mutex<[String: Token]>([:])
    private let capacity: Int

    init(capacity: Int = 4096) { self.capacity = capacity }

    /// - Returns: Nil for a text that has not been seen, or is not valid at that moment: that is for a full reading to say.
    func token(_ text: String, as kind: Token.Kind, now: Int64) -> Token? {
        guard let token = self.known.withLock({ $0[text] }), token.kind == kind, token.issued <= now else { return nil }
        if let expires = token.expires, expires <= now { return nil }
        return token
    }

    func remember(_ text: String, _ token: Token) {
        self.known.withLock { known in
            // Rather than to choose: those in use come back with their next request.
            if known.count >= self.capacity { known.removeAll(keepingCapacity: true) }
            known[text] = token
        }
    }
}
