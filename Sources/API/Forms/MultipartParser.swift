import Glibc
import NIOCore

/// What a part of a multipart form says of itself.
package struct PartHeader: Sendable, Hashable {
    package let name: String
    /// A label, never a path. Nil for a field that is not a file.
    package let filename: String?
    package let contentType: String?

    package init(name: String, filename: String?, contentType: String?) {
        self.name = name
        self.filename = filename
        self.contentType = contentType
    }
}

package enum MultipartEvent: Sendable, Hashable {
    case partBegan(PartHeader)
    /// More of the part's content; never empty. Shares its storage with what was fed.
    case bytes(ByteBuffer)
    case partEnded
    /// The last boundary; nothing that follows counts.
    case ended
}

/// Takes `multipart/form-data` apart as it comes. A state machine: it reads and writes nothing itself.
///
/// Lines may end with CRLF or, as the reference accepts, LF alone.
package struct MultipartParser: Sendable {
    private enum Place { case preamble, header, content, epilogue }

    /// Between the boundary and the end of its line.
    private static let mostPadding = 64

    private let limits: FormLimits
    /// `--boundary`
    private let mark: [UInt8]
    private var place = Place.preamble
    /// Bytes that cannot be told yet: the start of a header or of what may be a boundary.
    private var pending = ByteBuffer()
    private var isAtStart = true
    private var parts = 0
    private var isField = false
    private var fieldBytes = 0
    private var preambleBytes = 0

    package init(boundary: String, limits: FormLimits) {
        self.mark = Array("--\(boundary)".utf8)
        self.limits = limits
    }

    /// Takes the next bytes of the body, however they are cut.
    ///
    /// - Throws: ``FormError``; the parser is of no use afterwards.
    package mutating func feed(_ bytes: ByteBuffer) throws(FormError) -> [MultipartEvent] {
        if self.place == .epilogue { return [] }
        if self.pending.readableBytes == 0 {
            self.pending = bytes
        } else {
            var joined = ByteBufferAllocator().buffer(capacity: self.pending.readableBytes + bytes.readableBytes)
            joined.writeImmutableBuffer(self.pending)
            joined.writeImmutableBuffer(bytes)
            self.pending = joined
        }
        var events: [MultipartEvent] = []
        while try self.step(&events) {}
        return events
    }

    /// Says that the body is complete. A body without a byte is a form without a part.
    ///
    /// - Throws: ``FormError/malformed(_:)`` when the last boundary has not come.
    package mutating func finish() throws(FormError) {
        let isEmpty = self.isAtStart && self.pending.readableBytes == 0
        guard self.place == .epilogue || isEmpty else {
            throw .malformed("The form ends before its last boundary.")
        }
    }

    /// - Returns: Whether another step may find more.
    private mutating func step(_ events: inout [MultipartEvent]) throws(FormError) -> Bool {
        switch self.place {
        case .preamble, .content:
            return try self.stepContent(&events)
        case .header:
            guard let header = try self.readHeader() else { return false }
            self.isField = header.filename == nil
            self.place = .content
            events.append(.partBegan(header))
            return true
        case .epilogue:
            self.pending = ByteBuffer()
            return false
        }
    }

    private mutating func stepContent(_ events: inout [MultipartEvent]) throws(FormError) -> Bool {
        let found = self.pending.withUnsafeReadableBytes { self.scan($0) }
        if found.content > 0, let content = self.pending.readSlice(length: found.content) {
            self.isAtStart = false
            try self.take(content, &events)
        }
        guard found.end != .none else { return false }
        self.isAtStart = false
        self.pending.moveReaderIndex(forwardBy: found.boundary)
        if self.place == .content { events.append(.partEnded) }
        if found.end == .last {
            self.place = .epilogue
            events.append(.ended)
            return true
        }
        self.parts += 1
        guard self.parts <= self.limits.parts else { throw .tooManyParts(limit: self.limits.parts) }
        self.place = .header
        return true
    }

    private mutating func take(_ content: ByteBuffer, _ events: inout [MultipartEvent]) throws(FormError) {
        guard self.place == .content else {
            self.preambleBytes += content.readableBytes
            guard self.preambleBytes <= self.limits.header else {
                throw .malformed("The form does not begin with its boundary.")
            }
            return
        }
        if self.isField {
            self.fieldBytes += content.readableBytes
            guard self.fieldBytes <= self.limits.fields else { throw .fieldsTooLarge(limit: self.limits.fields) }
        }
        events.append(.bytes(content))
    }

    /// - Returns: Nil while the header is not complete.
    private mutating func readHeader() throws(FormError) -> PartHeader? {
        let length = self.pending.withUnsafeReadableBytes { PartHeader.length(in: $0) }
        guard (length ?? self.pending.readableBytes) <= self.limits.header else {
            throw .malformed("The header of a part is longer than \(self.limits.header) bytes.")
        }
        guard let length, let bytes = self.pending.readBytes(length: length) else { return nil }
        return try PartHeader(lines: bytes)
    }
}

extension MultipartParser {
    /// What the next bytes are: so much content, then perhaps a boundary of so many bytes, the line's ends included.
    private struct Finding {
        enum End { case none, part, last }
        var content: Int
        var boundary = 0
        var end = End.none
    }

    private func scan(_ bytes: UnsafeRawBufferPointer) -> Finding {
        if self.isAtStart {
            switch self.mark(in: bytes, at: 0) {
            case .found(let next, let end): return Finding(content: 0, boundary: next, end: end)
            case .unknown: return Finding(content: 0)
            case .none: break
            }
        }
        var from = 0
        while let feed = bytes.firstLineFeed(from: from) {
            let content = feed > 0 && bytes[feed - 1] == .carriageReturn ? feed - 1 : feed
            switch self.mark(in: bytes, at: feed + 1) {
            case .found(let next, let end): return Finding(content: content, boundary: next - content, end: end)
            case .unknown: return Finding(content: content)
            case .none: from = feed + 1
            }
        }
        let mayBeLine = bytes.last == .carriageReturn
        return Finding(content: mayBeLine ? bytes.count - 1 : bytes.count)
    }

    private enum Match {
        case none
        /// The bytes end before it can be told.
        case unknown
        case found(next: Int, Finding.End)
    }

    private func mark(in bytes: UnsafeRawBufferPointer, at start: Int) -> Match {
        if start < bytes.count, bytes[start] != .dash { return .none }
        let length = min(self.mark.count, bytes.count - start)
        for offset in 0..<length where bytes[start + offset] != self.mark[offset] { return .none }
        guard length == self.mark.count else { return .unknown }
        let after = start + length
        guard after < bytes.count else { return .unknown }
        if bytes[after] == .dash {
            guard after + 1 < bytes.count else { return .unknown }
            return bytes[after + 1] == .dash ? .found(next: after + 2, .last) : .none
        }
        return self.lineEnd(in: bytes, at: after)
    }

    private func lineEnd(in bytes: UnsafeRawBufferPointer, at start: Int) -> Match {
        var index = start
        while index < bytes.count, bytes[index] == .blank || bytes[index] == .tab { index += 1 }
        guard index - start <= Self.mostPadding else { return .none }
        guard index < bytes.count else { return .unknown }
        if bytes[index] == .carriageReturn {
            index += 1
            guard index < bytes.count else { return .unknown }
        }
        return bytes[index] == .lineFeed ? .found(next: index + 1, .part) : .none
    }
}

extension UnsafeRawBufferPointer {
    func firstLineFeed(from start: Int) -> Int? {
        guard start < self.count, let base = self.baseAddress else { return nil }
        guard let found = memchr(base + start, Int32(UInt8.lineFeed), self.count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
