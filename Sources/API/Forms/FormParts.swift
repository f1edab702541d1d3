import NIOCore
import Stores

/// Gathers the events of a parser into a form. Content of files leaves for the disk in pieces, off this thread.
struct FormParts {
    /// In bytes: what a visit to the disk should be worth.
    private static let worthwhile = 256 << 10
    /// A small piece may hold a large buffer: so many are kept at most.
    private static let mostWaiting = 32

    private(set) var form = FormBody()
    private let folder: String
    private let threads: BlockingThreads
    private var field = ByteBuffer()
    private var header: PartHeader?
    private var file: TemporaryFile?
    private var size = 0
    private var waiting: [ByteBuffer] = []
    private var waitingBytes = 0

    init(folder: String, threads: BlockingThreads) {
        self.folder = folder
        self.threads = threads
    }

    /// - Throws: ``FileFailure``.
    mutating func take(_ event: MultipartEvent) async throws {
        switch event {
        case .partBegan(let header):
            self.header = header
            if header.filename != nil { try await self.open() }
        case .bytes(let bytes):
            try await self.take(bytes)
        case .partEnded:
            try await self.endPart()
        case .ended:
            break
        }
    }

    /// Removes every file, that of an unfinished part included.
    mutating func abandon() async {
        let paths = self.form.files.map(\.path) + (self.file.map { [$0.path] } ?? [])
        self.file = nil
        await TemporaryFile.remove(paths, on: self.threads)
    }

    private mutating func open() async throws {
        let folder = self.folder
        self.file = try await self.threads.run { try TemporaryFile(in: folder) }
    }

    private mutating func take(_ bytes: ByteBuffer) async throws {
        guard self.file != nil else {
            self.field.writeImmutableBuffer(bytes)
            return
        }
        self.size += bytes.readableBytes
        self.waiting.append(bytes)
        self.waitingBytes += bytes.readableBytes
        if self.waitingBytes >= Self.worthwhile || self.waiting.count >= Self.mostWaiting {
            try await self.flush(andFinish: false)
        }
    }

    private mutating func flush(andFinish isLast: Bool) async throws {
        guard let file = self.file else { return }
        let buffers = self.waiting
        self.waiting = []
        self.waitingBytes = 0
        try await self.threads.run {
            try file.write(buffers)
            if isLast { try file.finish() }
        }
    }

    private mutating func endPart() async throws {
        guard let header = self.header else { return }
        self.header = nil
        guard let file = self.file, let filename = header.filename else {
            self.form.fields.append((header.name, String(buffer: self.field)))
            self.field = ByteBuffer()
            return
        }
        try await self.flush(andFinish: true)
        self.form.files.append(
            UploadedFile(
                field: header.name, filename: filename, contentType: header.contentType, path: file.path,
                size: self.size))
        self.file = nil
        self.size = 0
    }
}
