import API
import Database
import FoundationEssentials

/// What permissions ask about a caller and one preview.
struct PreviewAccess {
    /// Nil for a preview that belongs to no task: administrators' business.
    let task: TaskAccess?
    /// Whether the caller is assigned to the preview's task, or to another one of its entity.
    let isAssignedToEntity: Bool
    private let isAdmin: Bool

    /// - Throws: ``Problem`` 404 when there is no such preview.
    init(of caller: Caller, _ preview: PreviewFileRow.ID, _ reader: Reader) throws {
        guard
            let facts = try reader.first(
                Self.query(caller, preview), { (hasTask: !$0.isNull(0), isAssigned: try $0.bool(1)) })
        else { throw Problem.notFound() }
        self.isAdmin = caller.isAdmin
        self.task = facts.hasTask ? try TaskAccess(of: caller, Self.taskQuery(caller, preview), reader) : nil
        self.isAssignedToEntity = facts.isAssigned
    }

    private static func query(_ caller: Caller, _ preview: PreviewFileRow.ID) -> SQL {
        """
        SELECT preview_file.task_id, EXISTS (SELECT 1 FROM task other
            JOIN task_person_link link ON link.task_id = other.id
            WHERE other.entity_id = task.entity_id AND link.person_id = \(caller.id))
        FROM preview_file LEFT JOIN task ON task.id = preview_file.task_id
        WHERE preview_file.id = \(preview)
        """
    }

    /// Asks by the preview, so that it need not wait for what the preview says.
    private static func taskQuery(_ caller: Caller, _ preview: PreviewFileRow.ID) -> SQL {
        TaskAccess.query(caller, "(SELECT task_id FROM preview_file WHERE id = \(preview))")
    }

    /// All that is asked about the caller and a preview, in order.
    static func queries(_ caller: Caller, _ preview: PreviewFileRow.ID) -> [SQL] {
        [self.query(caller, preview), self.taskQuery(caller, preview)]
    }

    var isSeen: Bool { self.task?.isSeen ?? self.isAdmin }

    /// Thumbnails stand for their entity: vendors who work on it see them.
    var isSeenWithEntity: Bool {
        guard let task else { return self.isAdmin }
        return task.isSeen || (task.role == .vendor && self.isAssignedToEntity)
    }

    var isWorkedOn: Bool { self.task?.isWorkedOn ?? self.isAdmin }
    var isManaged: Bool { self.task?.isManaged ?? self.isAdmin }

    /// Whether the caller may choose the picture of the preview's entity.
    var isChosenFrom: Bool {
        guard let task else { return self.isAdmin }
        return task.role != .client && self.isSeenWithEntity
    }

    /// Whether the caller may draw on it: clients may, supervisors of another department may not.
    var isDrawnOn: Bool {
        guard let task else { return self.isAdmin }
        switch task.role {
        case .admin?, .manager?: return true
        case .supervisor?: return task.isInDepartment
        case .client?: return task.isForClients
        case .user?, .vendor?, nil: return false
        }
    }

    /// Whether the caller may change its facts: clients only publish.
    var isEditable: Bool { self.task.map { $0.isWorkedOn && $0.role != .client } ?? self.isAdmin }
}

extension Permission {
    static let seesPreview = Permission.onPreview("those who see the preview's task") { $0.isSeen }
    static let seesPreviewedEntity = Permission.onPreview(
        "the project's team; vendors when they are assigned to a task of the entity"
    ) { $0.isSeenWithEntity }
    static let worksOnPreview = Permission.onPreview("those who may publish to the preview's task") { $0.isWorkedOn }
    static let managesPreview = Permission.onPreview("the managers of the preview's project") { $0.isManaged }
    static let choosesFromPreview = Permission.onPreview(
        "the project's team but clients; vendors when they are assigned"
    ) { $0.isChosenFrom }
    static let drawsOnPreview = Permission.onPreview(
        "the project's managers, the department's supervisors, and clients"
    ) { $0.isDrawnOn }
    static let editsPreview = Permission.onPreview(
        "the project's managers, the department's supervisors, and whoever is assigned"
    ) { $0.isEditable }

    private static func onPreview(
        _ words: String, _ rule: @escaping @Sendable (PreviewAccess) -> Bool
    ) -> Permission {
        .rule(
            words,
            asks: { caller, object in object.id.map { PreviewAccess.queries(caller, PreviewFileRow.ID($0)) } ?? [] }
        ) { caller, reader, object in
            guard let id = object.id else { return false }
            return rule(try PreviewAccess(of: caller, PreviewFileRow.ID(id), reader))
        }
    }
}
