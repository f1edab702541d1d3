import NIOCore

/// One answer on its way from a connection's thread to whoever waits for it: whole while it is small,
/// a stream from the first chunk on that does not fit.
///
/// Confined to the connection's thread.
final class Delivery<Head: Sendable> {
    typealias Waiting = @Sendable (Result<(head: Head, body: AnswerBody), any Error>) -> Void

    private let waiting: Waiting
    private var stream: ByteStream?

    /// `waiting` is called once, on the connection's thread.
    init(_ waiting: @escaping Waiting) { self.waiting = waiting }

    /// Whether the client has part of the answer: then it cannot be begun again.
    var hasBegun: Bool { self.stream != nil }

    /// - Throws: ``ClientGone``.
    func spill(_ chunk: ByteBuffer, head: Head) throws {
        if let stream = self.stream { return try stream.send(chunk) }
        let stream = ByteStream()
        self.stream = stream
        try stream.send(chunk)
        self.waiting(.success((head, .stream(stream))))
    }

    func finish(_ rest: ByteBuffer, head: Head) {
        guard let stream = self.stream else { return self.waiting(.success((head, .whole(rest)))) }
        do {
            if rest.readableBytes > 0 { try stream.send(rest) }
            stream.finish()
        } catch {
            stream.finish(error)
        }
    }

    func fail(_ error: any Error) {
        guard let stream = self.stream else { return self.waiting(.failure(error)) }
        stream.finish(error)
    }
}
