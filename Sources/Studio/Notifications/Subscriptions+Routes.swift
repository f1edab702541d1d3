import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// What the caller asked to be told of: tasks, and all tasks of a type in a sequence.
enum Subscriptions {
    static let routes: [Route] = [
        .get(
            "/data/user/tasks/{task_id}/subscribed", "Whether the caller follows a task.",
            .segment("task_id"), allow: .person, answers: .object("True or false."), handler: followsTask),
        .post(
            "/actions/user/tasks/{task_id}/subscribe", "Follow a task.",
            .path("task_id", malformed: .notFound()),
            allow: .all([.person, .seesTask]), answers: .one(SubscriptionRow.self), handler: followTask),
        .delete(
            "/actions/user/tasks/{task_id}/unsubscribe", "Follow a task no longer.", .segment("task_id"),
            allow: .person, handler: leaveTask),
        .post(
            "/actions/user/tasks/subscribe", "Follow tasks.", .body("TaskIdsSchema", "`task_ids`.", read: taskIDs),
            allow: .person, answers: .list(SubscriptionRow.self), handler: followTasks),
        .post(
            "/actions/user/tasks/unsubscribe", "Follow tasks no longer.",
            .body("TaskIdsSchema", "`task_ids`.", read: taskIDs),
            allow: .person, answers: .objects("The ids of the tasks."), handler: leaveTasks),
        .post(
            "/actions/user/sequences/{sequence_id}/task-types/{task_type_id}/subscribe",
            "Follow the tasks of a type in a sequence.",
            .path("sequence_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
            allow: .all([.person, .worksInProject]), answers: .one(SubscriptionRow.self), handler: followSequence),
        .delete(
            "/actions/user/sequences/{sequence_id}/task-types/{task_type_id}/unsubscribe",
            "Follow the tasks of a type in a sequence no longer.", .segment("sequence_id"), .segment("task_type_id"),
            allow: .person, handler: leaveSequence),
        followsSequence,
        followsSequence.also(at: "/data/user/entities/{sequence_id}/task-types/{task_type_id}/subscribed"),
        .get(
            "/data/user/projects/{project_id}/task-types/{task_type_id}/sequence-subscriptions",
            "The sequences of a project whose tasks of a type the caller follows.",
            .path("project_id", malformed: .notFound()), .path("task_type_id", malformed: .notFound()),
            allow: .member, answers: .objects("The sequences' ids."), handler: sequences),
    ]

    private static let followsSequence = Route.get(
        "/data/user/sequences/{sequence_id}/task-types/{task_type_id}/subscribed",
        "Whether the caller follows the tasks of a type in a sequence.",
        .segment("sequence_id"), .segment("task_type_id"),
        allow: .person, answers: .object("True or false."), handler: isSequenceFollowed)

    private static func taskIDs(_ body: inout BodyReader) -> [String]? {
        let ids = body.required("task_ids", as: [String].self)
        if ids?.isEmpty == true {
            body.refuse("task_ids", "List should have at least 1 item after validation, not 0")
        }
        return ids
    }

    private static func own(_ task: UUID, _ person: UUID) -> SQL {
        "person_id = \(person) AND task_id = \(task)"
    }

    private static func own(_ sequence: SequenceRow.ID, _ type: TaskTypeRow.ID, _ person: UUID) -> SQL {
        "person_id = \(person) AND entity_id = \(sequence) AND task_type_id = \(type)"
    }

    /// Compat: nobody follows what there is not.
    private static func followsTask(_ call: Reading, task: String) throws -> Answer {
        guard let task = UUID(strict: task) else { return .value(false) }
        let own = self.own(task, try call.caller.id)
        return .value(.bool(try call.data.exists("SELECT 1 FROM subscription WHERE \(own)")))
    }

    private static func followTask(_ call: Writing, task: TaskRow.ID) throws -> Answer {
        try self.follow(
            self.own(task.uuid, try call.caller.id), ["task_id": .uuid(task.uuid)], call)
    }

    private static func leaveTask(_ call: Writing, task: String) throws -> Answer {
        guard let task = UUID(strict: task) else { return .nothing }
        try call.data.run("DELETE FROM subscription WHERE \(self.own(task, try call.caller.id))")
        return .nothing
    }

    /// - Throws: ``Problem`` 404 for a missing task and 403 for one that the caller does not see.
    private static func followTasks(_ call: Writing, tasks: [String]) throws -> Answer {
        for text in tasks {
            guard let id = UUID(strict: text) else { throw Problem.notFound() }
            guard try TaskAccess(of: call.caller, TaskRow.ID(id), call.data).isSeen else { throw Problem.forbidden }
            _ = try self.follow(self.own(id, try call.caller.id), ["task_id": .uuid(id)], call)
        }
        let (own, ids) = (try call.caller.id, tasks.compactMap(UUID.init(strict:)))
        let rows: SQL = """
            SELECT \(columns: SubscriptionRow.self) FROM subscription
            WHERE person_id = \(own) AND task_id \(in: ids) \(SubscriptionRow.stableOrder)
            """
        return .json(.created) { reader, output in
            try reader.writeArray(rows, as: SubscriptionRow.columns, to: output)
        }
    }

    private static func leaveTasks(_ call: Writing, tasks: [String]) throws -> Answer {
        for id in tasks.compactMap(UUID.init(strict:)) {
            try call.data.run("DELETE FROM subscription WHERE \(self.own(id, try call.caller.id))")
        }
        return .value(.array(tasks.map { .string($0) }))
    }

    private static func followSequence(_ call: Writing, sequence: SequenceRow.ID, type: TaskTypeRow.ID) throws -> Answer
    {
        let isSequence = try call.data.exists(
            """
            SELECT 1 FROM entity JOIN entity_type ON entity_type.id = entity.entity_type_id
            WHERE entity.id = \(sequence) AND entity_type.name = 'Sequence'
            """)
        guard isSequence, try call.data.exists("SELECT 1 FROM task_type WHERE id = \(type)") else {
            throw Problem.notFound()
        }
        return try self.follow(
            self.own(sequence, type, try call.caller.id),
            ["entity_id": .uuid(sequence.uuid), "task_type_id": .uuid(type.uuid)], call)
    }

    private static func leaveSequence(_ call: Writing, sequence: String, type: String) throws -> Answer {
        guard let sequence = UUID(strict: sequence), let type = UUID(strict: type) else { return .nothing }
        let own = self.own(SequenceRow.ID(sequence), TaskTypeRow.ID(type), try call.caller.id)
        try call.data.run("DELETE FROM subscription WHERE \(own)")
        return .nothing
    }

    private static func isSequenceFollowed(_ call: Reading, sequence: String, type: String) throws -> Answer {
        guard let sequence = UUID(strict: sequence), let type = UUID(strict: type) else { return .value(false) }
        let own = self.own(SequenceRow.ID(sequence), TaskTypeRow.ID(type), try call.caller.id)
        return .value(.bool(try call.data.exists("SELECT 1 FROM subscription WHERE \(own)")))
    }

    private static func sequences(_ call: Reading, project: ProjectRow.ID, type: TaskTypeRow.ID) throws -> Answer {
        let person = try call.caller.id
        let ids = try call.data.all(
            """
            SELECT entity.id FROM subscription JOIN entity ON entity.id = subscription.entity_id
            WHERE subscription.person_id = \(person) AND subscription.task_type_id = \(type)
                AND entity.project_id = \(project) ORDER BY entity.name, entity.id
            """
        ) { try $0.uuid(0) }
        return .value(.array(ids.map { .string($0.text) }))
    }

    /// The subscription that matches, which is made when it is missing.
    private static func follow(_ own: SQL, _ values: [String: Value], _ call: Writing) throws -> Answer {
        if try !call.data.exists("SELECT 1 FROM subscription WHERE \(own)") {
            let person: [String: Value] = ["person_id": .uuid(try call.caller.id)]
            try call.data.insert(SubscriptionRow.self, values.merging(person) { $1 })
        }
        return .one(
            "SELECT \(columns: SubscriptionRow.self) FROM subscription WHERE \(own)", as: SubscriptionRow.columns,
            .created)
    }
}
