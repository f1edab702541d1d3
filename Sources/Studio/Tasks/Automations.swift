import API
import Database
import FoundationEssentials
import JSONBytes

/// What a project does by itself when a task reaches a status.
enum Automations {
    private struct Automation {
        let field: String
        let type: UUID?
        let status: UUID?
    }

    /// Runs the project's automations for the status that a comment set. What they set in turn starts no others.
    static func run(after comment: WrittenComment, in tx: Transaction) throws {
        let task = comment.task
        guard let project = task.project, let entity = task.entity, let type = task.type else { return }
        let automations = try tx.all(
            """
            SELECT status_automation.out_field_type, status_automation.out_task_type_id,
                status_automation.out_task_status_id
            FROM status_automation
            JOIN project_status_automation_link link ON link.status_automation_id = status_automation.id
            WHERE link.project_id = \(project) AND status_automation.in_task_type_id = \(type)
                AND status_automation.in_task_status_id = \(comment.status.id)
                AND COALESCE(status_automation.archived, \(false)) = \(false)
            ORDER BY status_automation.created_at, status_automation.id
            """
        ) { row in
            Automation(field: try row.text(0), type: try row.value(1), status: try row.value(2))
        }
        for automation in automations {
            switch (automation.field, automation.type, automation.status) {
            case ("ready_for", let wanted?, _): try self.makeReady(entity, for: wanted, project, tx)
            case ("status", let wanted?, let status?):
                try self.setStatus(status, ofType: wanted, on: entity, after: comment, tx)
            default: break
            }
        }
    }

    private static func setStatus(
        _ status: UUID, ofType type: UUID, on entity: UUID, after comment: WrittenComment, _ tx: Transaction
    ) throws {
        let tasks = try tx.all(
            "SELECT id FROM task WHERE entity_id = \(entity) AND task_type_id = \(type) ORDER BY created_at, id",
            TaskRow.ID.self)
        let name = try tx.one("SELECT name FROM task_type WHERE id = \(comment.task.type)", String.self) ?? ""
        var draft = CommentDraft(status: status, person: comment.person)
        draft.text = "Change triggered by \(name) set to \(comment.status.name)"
        for task in tasks where task != comment.task.id {
            try Comments.write(draft, on: task, automates: false, in: tx)
        }
    }

    private static func makeReady(_ entity: UUID, for type: UUID, _ project: UUID, _ tx: Transaction) throws {
        try tx.update(EntityRow.ID(entity), ["ready_for": .uuid(type)])
        try tx.emit(
            "asset:update",
            ["asset_id": .string(entity.text), "data": .object(["ready_for": .string(type.text)])],
            project: project)
    }
}
