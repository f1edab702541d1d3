import Synchronization

/// The name of a field, prepared once so that writing it is one copy of a few bytes.
///
/// Keys are made at start and never freed: each different name costs its bytes once, however many keys are made of it. In return a key is a
/// pointer and two numbers, and copying it costs nothing. Do not make keys of names that come from outside; write those with
/// `JSONWriter.key(dynamic:)`.
package struct JSONKey: Hashable, @unchecked Sendable {
    // Unchecked: the memory is filled before the key is made and never changes afterwards.

    /// `,"name":` as it is written, then the name itself, then padding.
    let text: UnsafeRawPointer
    let textLength: UInt32
    private let nameLength: UInt32

    /// Bytes behind the text that may be read, so that short keys are copied by a fixed number of bytes.
    @inline(__always)
    static var padding: Int { 32 }

    private static let known = Mutex<[ExactString: JSONKey]>([:])

    package init(_ name: String) {
        self = Self.known.withLock { known in
            let exact = ExactString(name)
            if let key = known[exact] {
                return key
            }
            let key = JSONKey(preparing: name)
            known[exact] = key
            return key
        }
    }

    private init(preparing name: String) {
        var writer = JSONWriter(capacity: 64)
        writer.needsComma = true
        writer.key(dynamic: name)
        let textLength = writer.count
        let bytes = Array(name.utf8)
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: textLength + bytes.count + Self.padding, alignment: 8)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        memory.copyBytes(from: writer.written)
        UnsafeMutableRawBufferPointer(rebasing: memory[textLength...]).copyBytes(from: bytes)
        text = UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped)
        self.textLength = UInt32(textLength)
        nameLength = UInt32(bytes.count)
    }

    package var name: String {
        String(
            decoding: UnsafeRawBufferPointer(start: text + Int(textLength), count: Int(nameLength)), as: UTF8.self)
    }
}

extension JSONKey: CustomStringConvertible {
    package var description: String { name }
}
