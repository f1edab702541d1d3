import API
import Database
import FoundationEssentials
import JSONBytes

/// What happens in productions: the feed of comments and status changes.
package enum News {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/news", "A production's news, newest first, page by page.",
            .path("project_id", malformed: .notFound()), .page, .pageLimit, .filters(Self.filterNote),
            allow: .notClientOnTeam, answers: .object(Self.answerNote), handler: ofProject),
        .get(
            "/data/projects/news", "The news of the caller's productions, newest first, page by page.",
            .page, .pageLimit, .filters(Self.filterNote),
            allow: .loggedIn, answers: .object(Self.answerNote), handler: ofAll),
        .get(
            "/data/projects/{project_id}/news/{news_id}", "One line of a production's news.",
            .path("project_id", malformed: .notFound()), .path("news_id", malformed: .notFound()),
            allow: .notClientOnTeam, answers: .object("A line of the news."), handler: one),
    ]

    /// The rows themselves, for administrators.
    static let table = Table(of: NewsRow.self, at: "/data/news", access: .adminOnly)

    private static let filterNote =
        "`only_preview`, `task_type_id`, `task_status_id`, `person_id`, `project_id`, "
        + "`episode_id`, and `after` and `before` as dates."
    private static let answerNote = "`data`, the numbers of the page, and `stats`: changes by status."

    private static func ofProject(
        _ call: Reading, project: ProjectRow.ID, page: Int, limit: Int, queries: [(name: String, value: String)]
    ) throws -> Answer {
        try self.page(call, "task.project_id = \(project)", queries, page: page, limit: limit)
    }

    private static func ofAll(
        _ call: Reading, page: Int, limit: Int, queries: [(name: String, value: String)]
    ) throws -> Answer {
        let caller = try call.caller
        if caller.isAdmin { return try Self.page(call, TodoItem.isOpen, queries, page: page, limit: limit) }
        let mine: SQL = """
            \(TodoItem.isOpen) AND task.project_id IN (SELECT link.project_id FROM project_person_link link
                WHERE link.person_id = \(caller.id) AND COALESCE(link.role, \(caller.role.rawValue)) <> 'client')
            """
        return try Self.page(call, mine, queries, page: page, limit: limit)
    }

    private static func one(_ call: Reading, project: ProjectRow.ID, news: NewsRow.ID) throws -> Answer {
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        let condition: SQL = "task.project_id = \(project) AND news.id = \(news)\(visible)"
        guard try call.data.exists("SELECT 1 FROM \(NewsLine.tables) WHERE \(condition)") else {
            throw Problem.notFound()
        }
        return .json { reader, output in
            try reader.each(NewsLine.query(condition)) { row in NewsLine.write(row, nil, &output.json) }
        }
    }

    private static func page(
        _ call: Reading, _ scope: SQL, _ queries: [(name: String, value: String)], page: Int, limit: Int
    ) throws -> Answer {
        guard page > 0, limit > 0 else { throw Problem.invalid("page and limit must be positive integers.") }
        let visible = try Tasks.visible(to: call.caller).map { " AND (\($0))" as SQL } ?? .empty
        let condition = scope + visible + (try Self.narrowed(by: queries))
        let paging = Paging(
            page: page, limit: limit,
            total: try call.data.count("SELECT count(*) FROM \(NewsLine.tables) WHERE \(condition)"))
        let stats = try call.data.all(
            """
            SELECT comment.task_status_id, count(*) FROM \(NewsLine.tables)
            WHERE \(condition) AND news.change = \(true) AND comment.task_status_id IS NOT NULL
            GROUP BY comment.task_status_id ORDER BY comment.task_status_id
            """, UUID.self, Int64.self)
        let paged: SQL = """
            \(condition) ORDER BY news.created_at DESC, news.id DESC LIMIT \(paging.limit) OFFSET \(paging.offset)
            """
        let isPreview = Self.wantsPreviews(queries)
        let previews = isPreview ? try NewsLine.previews(paged, call.data) : nil
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("data")
            output.json.beginArray()
            try reader.each(NewsLine.query(paged)) { row in
                NewsLine.write(row, previews, &output.json)
                try output.flushIfFull()
            }
            output.json.endArray()
            paging.writeNumbers(into: &output.json)
            output.json.key("stats")
            output.json.value(.object(JSONObject(stats.map { (key: $0.0.text, value: .int($0.1)) })))
            output.json.endObject()
        }
    }

    private static func wantsPreviews(_ queries: [(name: String, value: String)]) -> Bool {
        let text = queries.first { $0.name == "only_preview" }?.value ?? ""
        return Bool(text: text) ?? false
    }

    private static func narrowed(by queries: [(name: String, value: String)]) throws -> SQL {
        var sum = SQL.empty
        for (name, value) in queries where !value.isEmpty {
            switch name {
            case "only_preview": if self.wantsPreviews(queries) { sum += " AND news.preview_file_id IS NOT NULL" }
            case "task_type_id": sum += " AND task.task_type_id = \(try UUID.inQuery(value))"
            case "task_status_id": sum += " AND comment.task_status_id = \(try UUID.inQuery(value))"
            case "person_id": sum += " AND news.author_id = \(try UUID.inQuery(value))"
            case "project_id": sum += " AND task.project_id = \(try UUID.inQuery(value))"
            case "episode_id": sum += " AND \(Tasks.isInEpisode(try UUID.inQuery(value)))"
            case "after": sum += " AND news.created_at >= \(try self.moment(value, name))"
            case "before": sum += " AND news.created_at <= \(try self.moment(value, name))"
            default: continue
            }
        }
        return sum
    }

    private static func moment(_ text: String, _ name: String) throws -> Timestamp {
        guard let moment = Timestamp(text: text) else {
            throw Problem.invalid(
                "Wrong date format for \(name) argument. Expected format: 2020-01-05T13:23:10 or 2020-01-05")
        }
        return moment
    }
}

extension Input where Value == Int {
    fileprivate static var page: Input { .query("page", "The page, from 1.", default: 1) }
    fileprivate static var pageLimit: Input { .query("limit", "News a page.", default: 50) }
}

extension Permission {
    /// On the team of the project that the address names, and no client there.
    static let notClientOnTeam = Permission.rule("the project's team, but clients") { caller, reader, object in
        guard let role = try Team.role(of: caller, in: object, reader) else { return false }
        return role != .client
    }
}
