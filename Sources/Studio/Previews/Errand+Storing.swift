import API
import Database
import Stores
import Synchronization

extension Errand {
    /// A change whose files come with it: they are put when `body` has done its work, just before the commit, and are
    /// gone when the change is refused.
    ///
    /// - Throws: What `body` throws, ``StoreError``; the files at the paths are gone then too.
    func storing(
        _ files: [(path: String, key: BlobKey)], _ body: @escaping @Sendable (Writing) throws -> Answer
    ) async throws -> Response {
        guard !files.isEmpty else { return try await self.answer(body) }
        let dependencies = self.dependencies
        let isPut = Mutex(false)
        let keys = files.map(\.key)
        do {
            let entry = try await dependencies.fileThreads.run { try dependencies.journal.open(keys) }
            let result: Result<Response, any Error>
            do {
                let response = try await self.answer { call in
                    let answer = try body(call)
                    // Once: a transaction that others got in the way of runs again.
                    try isPut.withLock { isPut in
                        if !isPut { try dependencies.store.put(files) }
                        isPut = true
                    }
                    return answer
                }
                result = .success(response)
            } catch {
                result = .failure(error)
            }
            // Files whose row did not come stay in the journal: the next start removes them.
            if case .failure = result, isPut.withLock({ $0 }) { return try result.get() }
            await dependencies.fileThreads.finish { dependencies.journal.close(entry) }
            return try result.get()
        } catch {
            await dependencies.fileThreads.remove(files.map(\.path))
            throw error
        }
    }
}
