import API
import Database
import FoundationEssentials
import JSONBytes

extension News {
    /// Puts a comment into the production's feed.
    static func add(_ comment: WrittenComment, isChange: Bool, in tx: Transaction) throws {
        let id = try tx.insert(
            NewsRow.self,
            [
                "change": .bool(isChange), "author_id": .uuid(comment.person),
                "comment_id": .uuid(comment.id.uuid), "task_id": .uuid(comment.task.id.uuid),
                "created_at": .timestamp(comment.date),
            ])
        try tx.emit(
            "news:new",
            [
                "news_id": .string(id.uuid.text), "task_status_id": .string(comment.status.id.uuid.text),
                "task_type_id": comment.task.type.map { .string($0.text) } ?? .null,
            ], project: comment.task.project)
    }

    /// Deletes news and tells of each.
    static func remove(_ condition: SQL, in tx: Transaction) throws {
        let gone = try tx.all(
            """
            SELECT news.id, task.project_id FROM news JOIN task ON task.id = news.task_id
            WHERE news.\(condition) ORDER BY news.created_at, news.id
            """, UUID.self, UUID?.self)
        for (id, project) in gone {
            try tx.run("DELETE FROM news WHERE id = \(id)")
            try tx.emit("news:delete", ["news_id": .string(id.text)], project: project)
        }
    }
}
