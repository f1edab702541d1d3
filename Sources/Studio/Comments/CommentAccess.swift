import API
import Database
import FoundationEssentials

/// What permissions ask about a caller and one comment.
struct CommentAccess {
    let comment: CommentRow.ID
    let task: TaskAccess
    let author: UUID
    let isForClient: Bool
    private let isMine: Bool
    private let isVisible: Bool

    var project: UUID? { self.task.project }

    /// - Parameter task: The task that the comment must be on; nil for any.
    /// - Throws: ``Problem`` 404 when there is no such comment, or it is on another task.
    init(of caller: Caller, _ comment: CommentRow.ID, on task: TaskRow.ID?, _ reader: Reader) throws {
        let row = try reader.one(
            "SELECT object_id, person_id, COALESCE(for_client, \(false)) FROM comment WHERE id = \(comment)",
            TaskRow.ID.self, UUID.self, Bool.self)
        guard let (owner, author, isForClient) = row, task == nil || task == owner else { throw Problem.notFound() }
        self.comment = comment
        self.author = author
        self.isForClient = isForClient
        self.isMine = author == caller.id
        self.task = try TaskAccess(of: caller, owner, reader)
        if let visible = Comments.visible(to: caller, as: self.task.role, in: "\(self.task.project)") {
            self.isVisible = try reader.exists("SELECT 1 FROM comment WHERE id = \(comment) AND (\(visible))")
        } else {
            self.isVisible = true
        }
    }

    /// Managers and the author, who still sees the task.
    var isEditable: Bool { self.task.isManaged || (self.isMine && self.task.isSeen) }

    /// Those who work on the task, but clients.
    var isWorkedOnInside: Bool { self.task.isWorkedOn && self.task.role != .client }

    /// - Throws: ``Problem`` 403 when the caller may not read the comment.
    func readable() throws -> CommentAccess {
        guard self.task.isSeen, self.isVisible else { throw Problem.forbidden }
        return self
    }
}

extension Comments {
    /// A condition on a task's comments that a caller reads; nil for all of them.
    ///
    /// Clients read what is for clients and what clients wrote, those of isolated projects only that of their own
    /// studio; artists and vendors read everything but the clients' comments.
    static func visible(to caller: Caller, as role: Role?, in project: SQL) -> SQL? {
        let isByClient: SQL = """
            EXISTS (SELECT 1 FROM person author
                LEFT JOIN project_person_link link ON link.person_id = author.id AND link.project_id = \(project)
                WHERE author.id = comment.person_id AND COALESCE(link.role, author.role) = 'client'
            """
        switch role {
        case .admin?, .manager?, .supervisor?: return nil
        case .user?, .vendor?: return "comment.person_id = \(caller.id) OR NOT \(isByClient))"
        case .client?:
            return """
                comment.for_client = \(true) OR comment.person_id = \(caller.id) OR \(isByClient) AND (
                    NOT EXISTS (SELECT 1 FROM project WHERE id = \(project) AND is_clients_isolated = \(true))
                    OR author.studio_id = (SELECT studio_id FROM person WHERE id = \(caller.id))))
                """
        case nil: return "1 = 0"
        }
    }
}
