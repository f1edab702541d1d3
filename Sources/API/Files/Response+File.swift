import Database
import HTTPTypes
import Stores

extension Response {
    /// A file of the store: whole, a range of it, or word that the client's copy is still good.
    ///
    /// - Parameters:
    ///   - contentType: What the house knows it to be; what a browser could run leaves as an attachment all the same.
    ///   - freshness: In seconds: how long a client's copy needs no question.
    package static func file(
        _ file: StoredFile, type contentType: String, _ disposition: FileFacts.Disposition = .shown,
        freshness: Int = 0, to arrival: Arrival, threads: BlockingThreads = .files
    ) -> Response {
        let facts = FileFacts(
            size: file.size, modified: Timestamp(microseconds: file.modified / 1000), contentType: contentType,
            disposition: disposition, freshness: freshness)
        let plan = FilePlan(facts, method: arrival.method, request: arrival.headers)
        let head = Head(plan.status, headers: plan.headers)
        guard let range = plan.range ?? (arrival.method == .head && plan.status == .ok ? 0..<file.size : nil) else {
            return Response(head)
        }
        // The door drops what HEAD does not want, and keeps its length.
        return Response(head, .stream(FileBody(file, range: range, threads: threads), count: range.count))
    }
}
