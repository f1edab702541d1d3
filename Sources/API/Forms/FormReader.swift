import NIOCore
import Stores

/// Reads a form from a request's body: fields into memory, files into a folder, no faster than the disk takes them.
package struct FormReader: Sendable {
    private let folder: String
    private let limits: FormLimits
    private let threads: BlockingThreads

    /// The folder exists, and is on the file system where files are kept, so that keeping one is a rename.
    package init(folder: String, limits: FormLimits, threads: BlockingThreads = .files) {
        self.folder = folder
        self.limits = limits
        self.threads = threads
    }

    /// Reads a form and lends it: when `use` has ended, in whatever way, the files that it has not moved away are gone.
    ///
    /// - Throws: ``FormError``, ``FileFailure``, and what the body or `use` throws.
    package func withForm<Body: AsyncSequence, Result>(
        _ kind: FormKind, from body: Body, use: (FormBody) async throws -> Result
    ) async throws -> Result where Body.Element == ByteBuffer {
        let form = try await self.read(kind, from: body)
        let result: Result
        do {
            result = try await use(form)
        } catch {
            await self.discard(form)
            throw error
        }
        await self.discard(form)
        return result
    }

    /// Reads a form whose files are the caller's to ``discard(_:)``. When this throws, nothing is left behind.
    ///
    /// - Throws: ``FormError``, ``FileFailure``, and what the body throws.
    package func read<Body: AsyncSequence>(
        _ kind: FormKind, from body: Body
    ) async throws -> FormBody where Body.Element == ByteBuffer {
        switch kind {
        case .urlencoded: FormBody(fields: try await self.readFields(from: body))
        case .multipart(let boundary): try await self.readParts(from: body, boundary: boundary)
        }
    }

    /// Removes the files of a form that nobody has moved away.
    package func discard(_ form: FormBody) async {
        await TemporaryFile.remove(form.files.map(\.path), on: self.threads)
    }

    /// Removes what a server that was killed has left in the folder.
    ///
    /// - Parameter seconds: Since the last write to a file: an upload may still be going on.
    /// - Returns: How many files.
    /// - Throws: ``FileFailure``.
    package func sweep(olderThan seconds: Int = 24 * 3600) async throws -> Int {
        try await self.threads.run { [folder] in try TemporaryFile.sweep(folder, olderThan: seconds) }
    }

    private func readFields<Body: AsyncSequence>(
        from body: Body
    ) async throws -> [QueryString.Pair] where Body.Element == ByteBuffer {
        var bytes = ByteBuffer()
        for try await chunk in body {
            let total = bytes.readableBytes + chunk.readableBytes
            guard total <= self.limits.total else { throw FormError.tooLarge(limit: self.limits.total) }
            guard total <= self.limits.fields else { throw FormError.fieldsTooLarge(limit: self.limits.fields) }
            bytes.writeImmutableBuffer(chunk)
        }
        return try bytes.withUnsafeReadableBytes { bytes in
            try QueryString.parse(bytes: bytes.bindMemory(to: UInt8.self), limit: self.limits.parts)
        }
    }

    private func readParts<Body: AsyncSequence>(
        from body: Body, boundary: String
    ) async throws -> FormBody where Body.Element == ByteBuffer {
        var parser = MultipartParser(boundary: boundary, limits: self.limits)
        var parts = FormParts(folder: self.folder, threads: self.threads)
        var total = 0
        do {
            for try await chunk in body {
                total += chunk.readableBytes
                guard total <= self.limits.total else { throw FormError.tooLarge(limit: self.limits.total) }
                for event in try parser.feed(chunk) { try await parts.take(event) }
            }
            try parser.finish()
            return parts.form
        } catch {
            await parts.abandon()
            throw error
        }
    }
}
