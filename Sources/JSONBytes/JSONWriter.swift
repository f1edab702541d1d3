package import NIOCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Writes JSON text into memory of its own, which doubles when it is full.
///
/// Commas come by themselves: every key and every value asks whether one is due. That is all the writer knows about the text: it does not
/// check that objects have keys, nor that what was begun was ended.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("name")
///     writer.string("Frog")
///     writer.endObject()
///     let body = writer.take()
package struct JSONWriter: ~Copyable {
    var base: UnsafeMutableRawPointer
    var capacity: Int
    var needsComma = false

    /// Bytes written and not yet taken.
    package internal(set) var count = 0

    package init(capacity: Int = 4096) {
        self.capacity = max(capacity, 64)
        base = Self.resized(nil, to: self.capacity)
    }

    deinit {
        free(base)
    }

    /// Hands out what was written so far. The memory is kept for what follows, and so is the state of the commas: a list may be taken in as
    /// many pieces as one likes, wherever a value or a key ends.
    package mutating func take() -> ByteBuffer {
        let taken = ByteBuffer(bytes: written)
        count = 0
        return taken
    }

    /// As `take()`, for those who want text.
    package mutating func takeText() -> String {
        let taken = String(decoding: written, as: UTF8.self)
        count = 0
        return taken
    }

    var written: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count)
    }
}

// The memory: room is asked for first, and written without further checks.
extension JSONWriter {
    @inline(__always)
    mutating func reserve(_ additional: Int) {
        if capacity &- count < additional {
            grow(additional)
        }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        capacity = max(capacity * 2, count + additional)
        base = Self.resized(base, to: capacity)
    }

    private static func resized(_ memory: UnsafeMutableRawPointer?, to capacity: Int) -> UnsafeMutableRawPointer {
        guard let resized = realloc(memory, capacity) else {
            fatalError("no memory left for \(capacity) bytes of JSON")
        }
        return resized
    }

    /// The byte must have been reserved.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count &+= 1
    }

    /// The bytes must have been reserved.
    @inline(__always)
    mutating func append(_ bytes: UnsafeRawPointer, _ length: Int) {
        (base + count).copyMemory(from: bytes, byteCount: length)
        count &+= length
    }

    /// Reserves `length` bytes for a value and writes the comma before it, if one is due.
    @inline(__always)
    mutating func beginValue(reserving length: Int) {
        reserve(length &+ 1)
        writeComma()
        needsComma = true
    }

    /// Its byte must have been reserved.
    @inline(__always)
    private mutating func writeComma() {
        base.storeBytes(of: UInt8(ascii: ","), toByteOffset: count, as: UInt8.self)
        count &+= needsComma ? 1 : 0
    }
}

// The structure.
extension JSONWriter {
    package mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    package mutating func endArray() {
        end(UInt8(ascii: "]"))
    }

    package mutating func beginObject() {
        begin(UInt8(ascii: "{"))
    }

    package mutating func endObject() {
        end(UInt8(ascii: "}"))
    }

    private mutating func begin(_ bracket: UInt8) {
        beginValue(reserving: 1)
        append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        reserve(1)
        append(bracket)
        needsComma = true
    }

    package mutating func key(_ key: JSONKey) {
        let skipped = needsComma ? 0 : 1
        let source = key.text + skipped
        let length = Int(key.textLength) &- skipped
        reserve(length &+ JSONKey.padding)
        if length <= JSONKey.padding {
            (base + count).copyMemory(from: source, byteCount: JSONKey.padding)
            count &+= length
        } else {
            append(source, length)
        }
        needsComma = false
    }

    /// For names that are known to need no escaping.
    package mutating func key(_ name: StaticString) {
        let length = name.utf8CodeUnitCount
        beginValue(reserving: length &+ 3)
        append(UInt8(ascii: "\""))
        append(name.utf8Start, length)
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// For names that come from outside: they are escaped.
    package mutating func key(dynamic name: String) {
        string(name)
        reserve(1)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Text that is no JSON, as it is: lines of CSV, plain text.
    package mutating func verbatim(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            reserve(bytes.count)
            append(UnsafeRawPointer(start), bytes.count)
        }
        needsComma = false
    }

    /// Ends a line of newline-delimited JSON: what follows is a text of its own.
    package mutating func newline() {
        reserve(1)
        append(UInt8(ascii: "\n"))
        needsComma = false
    }
}
