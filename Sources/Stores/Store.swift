/// Where files are kept. All of it blocks: call it on a thread that may, never on an event loop.
package protocol Store: Sendable {
    /// A folder for files on their way in; from there ``put(_:)`` only has to rename them.
    var incoming: String { get }

    /// Takes the file at each path as the content of its key, in order; what was there is replaced at once, so that
    /// a reader sees the old or the new file, whole. The files at the paths are gone afterwards.
    ///
    /// When it returns, the files survive a power cut. When it throws, no key exists that did not before.
    ///
    /// - Throws: ``StoreError``.
    func put(_ files: [(path: String, key: BlobKey)]) throws

    /// - Throws: ``StoreError/missing(_:)``.
    func open(_ key: BlobKey) throws -> StoredFile

    func exists(_ key: BlobKey) throws -> Bool

    /// Quiet when there is no such file.
    func delete(_ key: BlobKey) throws

    /// Removes what dead servers have left in ``incoming``: all of it when no other server uses the store, else what is
    /// older than a day. For each start of a server, before it takes uploads.
    ///
    /// - Returns: How many.
    func sweep() throws -> Int
}
