import Glibc

/// An open file, closed with its last use. Symbolic links are not followed.
struct Descriptor: ~Copyable {
    private let number: Int32
    private let path: String

    init(_ path: String, _ flags: Int32) throws {
        self.path = path
        self.number = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o666)
        if self.number < 0 { throw StoreError.last("open \(path)") }
    }

    deinit { close(self.number) }

    func sync() throws {
        guard fsync(self.number) == 0 else { throw StoreError.last("sync \(self.path)") }
    }

    /// Copies in pieces of at most 1 MiB.
    func append(allOf source: borrowing Descriptor) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(source.number, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreError.last("read \(source.path)")
            }
            try self.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    func append(_ text: String) throws {
        try Array(text.utf8).withUnsafeBytes { try self.write($0) }
    }

    /// The whole of a small file, from where it is read next.
    func text() throws -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(self.number, &piece, piece.count)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreError.last("read \(self.path)")
            }
            bytes += piece[..<count]
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(self.number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreError.last("write \(self.path)")
            }
            rest = rest.dropFirst(count)
        }
    }
}
