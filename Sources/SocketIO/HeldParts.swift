import NIOCore

/// What came on a connection while the answer to something earlier was due, in order; and the wish to read more, which
/// is held with it.
package struct HeldParts<Part> {
    private var parts = CircularBuffer<Part>(initialCapacity: 0)
    private var isReadHeld = false

    package init() {}

    package var isEmpty: Bool { self.parts.isEmpty }

    package mutating func hold(_ part: Part) { self.parts.append(part) }

    /// Takes the first part out, when there is one that may go on.
    package mutating func next(if mayGoOn: (Part) -> Bool) -> Part? {
        guard let part = self.parts.first, mayGoOn(part) else { return nil }
        return self.parts.removeFirst()
    }

    /// Whether more may be read now. If not, ``takeRead()`` tells when.
    package mutating func mayRead() -> Bool {
        if self.isEmpty { return true }
        self.isReadHeld = true
        return false
    }

    /// Whether somebody wished to read who may now: tells it once.
    package mutating func takeRead() -> Bool {
        guard self.isEmpty, self.isReadHeld else { return false }
        self.isReadHeld = false
        return true
    }
}
