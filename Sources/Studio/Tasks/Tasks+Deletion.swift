import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Tasks {
    static func delete(_ call: Writing, task: TaskRow.ID, isForced: Bool) throws -> Answer {
        let files = isForced ? try KeptFiles.keys(ofTasks: [task.uuid], call.data) : []
        if isForced {
            try Self.removeBelongings(of: [task.uuid], in: call.data)
        } else {
            try call.data.run("DELETE FROM subscription WHERE task_id = \(task)")
        }
        try Self.remove(task.uuid, in: call.data)
        try KeptFiles.removeAfterCommit(files, call)
        return .nothing
    }

    /// Deletes a task's row and tells of it.
    ///
    /// - Throws: ``Problem`` 400 when other rows still refer to it.
    static func remove(_ task: UUID, in tx: Transaction) throws {
        let facts = try tx.one(
            "SELECT entity_id, task_type_id, project_id FROM task WHERE id = \(task)", UUID?.self, UUID?.self,
            UUID?.self)
        guard let (entity, type, project) = facts else { throw Problem.notFound() }
        do {
            try tx.run("DELETE FROM task_person_link WHERE task_id = \(task)")
            try tx.run("DELETE FROM task WHERE id = \(task)")
        } catch let error as DatabaseError where error.kind == .foreignKey {
            throw Problem(.badRequest, .bare("This record is still used by others and cannot be deleted."))
        }
        try self.announceDeletion(of: task, entity: entity, type: type, in: project, tx)
    }

    static func announceDeletion(
        of task: UUID, entity: UUID?, type: UUID?, in project: UUID?, _ tx: Transaction
    ) throws {
        try tx.emit(
            "task:delete",
            [
                "task_id": .string(task.text), "entity_id": entity.map { .string($0.text) } ?? .null,
                "task_type_id": type.map { .string($0.text) } ?? .null,
            ], project: project)
    }

    /// Deletes what belongs to tasks alone: comments, previews, times, news, notifications and subscriptions. Working
    /// files stay with their entities. Files in the store are ``KeptFiles``' to remove.
    static func removeBelongings(of tasks: [UUID], in tx: Transaction) throws {
        let comments = try tx.all("SELECT id FROM comment WHERE object_id \(in: tasks)") { try $0.uuid(0) }
        try News.remove("task_id \(in: tasks)", in: tx)
        try tx.run("DELETE FROM notification WHERE task_id \(in: tasks)")
        try tx.run("DELETE FROM subscription WHERE task_id \(in: tasks)")
        try tx.run("DELETE FROM time_spent WHERE task_id \(in: tasks)")
        try Comments.removeRows(comments, in: tx)
        try tx.run("UPDATE working_file SET task_id = NULL WHERE task_id \(in: tasks)")
        let previews: SQL = "SELECT id FROM preview_file WHERE task_id \(in: tasks)"
        let shown = try tx.all(
            "SELECT preview_file_id FROM entity WHERE preview_file_id IN (\(previews)) ORDER BY id",
            PreviewFileRow.ID.self)
        for preview in shown { try MainPreviews.set(nil, status: nil, PreviewFacts(preview, tx), tx) }
        try tx.run("UPDATE entity SET preview_file_id = NULL WHERE preview_file_id IN (\(previews))")
        try tx.run("DELETE FROM comment_preview_link WHERE preview_file IN (\(previews))")
        try tx.run("DELETE FROM preview_file WHERE task_id \(in: tasks)")
    }
}
