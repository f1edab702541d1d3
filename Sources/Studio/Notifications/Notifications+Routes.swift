import API
import Database
import FoundationEssentials
import JSONBytes

/// What a person is told of.
package enum Notifications {
    package static let routes: [Route] = [
        .get(
            "/data/user/notifications", "The caller's last hundred notifications, newest first.",
            .filters("`after`, `before`, `task_type_id`, `task_status_id`, `type`, `read` and `watching`."),
            allow: .person, answers: .objects("Notifications with what they are about."), handler: mine),
        .get(
            "/data/user/notifications/{notification_id}", "One of the caller's notifications.",
            .path("notification_id", malformed: .notFound()),
            allow: .person, answers: .object("A notification with what it is about."), handler: one),
        .put(
            "/data/user/notifications/{notification_id}", "Mark one of the caller's notifications as read or unread.",
            .path("notification_id", malformed: .notFound()),
            .body("NotificationUpdateSchema", "`read`.", read: isRead),
            allow: .person, answers: .one(NotificationRow.self), handler: mark),
        .post(
            "/actions/user/notifications/mark-all-as-read", "Mark all of the caller's notifications as read.",
            allow: .person, answers: .object("`success`."), handler: markAll),
    ]

    /// The rows themselves, for administrators.
    static let table = Table(of: NotificationRow.self, at: "/data/notifications", access: .adminOnly)
        .filter("type") { _, text in try FieldFilter.condition(NotificationRow.self, "notification_type", text) }
        .beforeCreate { _, body in
            guard body["notification_type"] == nil else {
                throw Problem.unknownKey("notification_type", NotificationRow.self)
            }
            Notifications.nameType(&body)
        }
        .beforeUpdate { _, _, body in
            body["notification_type"] = nil
            Notifications.nameType(&body)
        }
    static let subscriptions = Table(of: SubscriptionRow.self, at: "/data/subscriptions", access: .adminOnly)

    /// Compat: bodies call `type` what answers call `notification_type`.
    private static func nameType(_ body: inout JSONObject) {
        guard let type = body["type"] else { return }
        body["type"] = nil
        body["notification_type"] = type
    }

    private static func isRead(_ body: inout BodyReader) -> Bool? {
        if let isRead = body.optional("read", as: Bool.self) { return isRead }
        body.refuse("read", "Input should be a valid boolean")
        return nil
    }

    private static func mine(_ call: Reading, queries: [(name: String, value: String)]) throws -> Answer {
        let condition = "notification.person_id = \(try call.caller.id)" + (try self.narrowed(by: queries))
        return .json { reader, output in
            output.json.beginArray()
            let order: SQL = " ORDER BY notification.created_at DESC, notification.id DESC LIMIT 100"
            try reader.each(NotificationLine.query(condition + order)) { row in
                try NotificationLine.write(row, &output.json)
                try output.flushIfFull()
            }
            output.json.endArray()
        }
    }

    private static func narrowed(by queries: [(name: String, value: String)]) throws -> SQL {
        var sum = SQL.empty
        for (name, value) in queries where !value.isEmpty {
            switch name {
            case "after": sum += " AND notification.created_at > \(try self.moment(value))"
            case "before": sum += " AND notification.created_at < \(try self.moment(value))"
            case "task_type_id": sum += " AND task.task_type_id = \(try self.id(value, name))"
            case "task_status_id": sum += " AND comment.task_status_id = \(try self.id(value, name))"
            case "type": sum += " AND notification.type = \(value)"
            case "read": sum += " AND notification.read = \(Bool(text: value) ?? false)"
            case "watching":
                let isWatched = Bool(text: value) ?? false
                sum += isWatched ? " AND subscription.id IS NOT NULL" : " AND subscription.id IS NULL"
            default: continue
            }
        }
        return sum
    }

    private static func id(_ text: String, _ name: String) throws -> UUID {
        guard let id = UUID(strict: text) else { throw Problem.invalid("Invalid UUID format for \(name): \(text)") }
        return id
    }

    private static func moment(_ text: String) throws -> Timestamp {
        guard let moment = Timestamp(text: text) else {
            throw Problem.invalid("Wrong date format for after or before.")
        }
        return moment
    }

    /// - Throws: ``Problem`` 404 when the caller has no such notification.
    private static func check(_ id: NotificationRow.ID, _ caller: Caller, _ reader: Reader) throws {
        let isMine = try reader.exists("SELECT 1 FROM notification WHERE id = \(id) AND person_id = \(caller.id)")
        guard isMine else { throw Problem.notFound() }
    }

    private static func one(_ call: Reading, id: NotificationRow.ID) throws -> Answer {
        try self.check(id, call.caller, call.data)
        return .json { reader, output in
            try reader.each(NotificationLine.query("notification.id = \(id)")) { row in
                try NotificationLine.write(row, &output.json)
            }
        }
    }

    private static func mark(_ call: Writing, id: NotificationRow.ID, isRead: Bool) throws -> Answer {
        let caller = try call.caller
        try self.check(id, caller, call.data)
        try call.data.update(id, ["read": .bool(isRead)])
        try call.data.emit(
            isRead ? "notification:read" : "notification:unread",
            ["person_id": .string(caller.id.text), "notification_id": .string(id.uuid.text)])
        return .one(
            "SELECT \(columns: NotificationRow.self) FROM notification WHERE id = \(id)", as: NotificationRow.columns)
    }

    private static func markAll(_ call: Writing) throws -> Answer {
        let caller = try call.caller
        try call.data.run(
            """
            UPDATE notification SET read = \(true), updated_at = \(call.data.now)
            WHERE person_id = \(caller.id) AND read = \(false)
            """)
        try call.data.emit("notification:all-read", ["person_id": .string(caller.id.text)])
        return .value(["success": true])
    }
}
