import JSONBytes
import NIOCore

/// Where an answer's body is written: into memory at first, and from there to a client who takes it piece by
/// piece once it has grown.
package final class Output {
    package var json: JSONWriter
    /// In bytes. What fits into one chunk is answered whole, with its length.
    package static let chunk = 128 * 1024

    private let spill: ((ByteBuffer) throws -> Void)?

    /// - Parameter spill: Takes a chunk and may block until the client has taken earlier ones; nil to keep everything.
    package init(spill: ((ByteBuffer) throws -> Void)? = nil) {
        self.json = JSONWriter(capacity: 4096)
        self.spill = spill
    }

    /// Passes on what was written once it fills a chunk. Call it after each row.
    ///
    /// - Throws: ``ClientGone`` when nobody takes it any more.
    package func flushIfFull() throws {
        guard let spill, self.json.count >= Self.chunk else { return }
        try spill(self.json.take())
    }

    /// What has been written since the last flush.
    package func takeRest() -> ByteBuffer { self.json.take() }
}

/// The client left in the middle of its answer, or stopped reading.
package struct ClientGone: Error {}
