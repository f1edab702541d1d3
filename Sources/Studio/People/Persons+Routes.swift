import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// The people of the studio, and its bots.
package enum Persons {
    package static let routes: [Route] =
        table.routes + [
            .get(
                "/data/persons/{instance_id}", "One person: whole for managers, in short for others.",
                .path("instance_id"), .query("relations", "With the ids of departments.", default: true),
                allow: .seesPerson, answers: .one(PersonRow.self), expecting: { [one($0, $1, relations: $2).query] }
            ) { call, id, relations in
                let (query, columns) = one(try call.caller, id, relations: relations)
                return .one(query, as: columns)
            },
            .errand(
                .post, "/data/persons",
                "Take someone on, or make a bot, whose token is in the answer. A password may come along.",
                .object("The person's fields."),
                allow: .admin, answers: .one(PersonRow.self), handler: hire),
            .delete(
                "/data/persons/{instance_id}",
                "Delete a person whom nothing is linked to; with `force`, together with what is linked.",
                .path("instance_id"), .query("force", "With all that he wrote and all that is his.", default: false),
                allow: .admin, handler: delete),
        ]

    private static let table = Table(
        of: PersonRow.self, at: "/data/persons",
        access: TableAccess(list: .loggedIn, read: .seesPerson, create: .admin, update: .adminOrSelf, delete: .admin)
    )
    .refusing(.read, .create, .delete)
    .columns { PersonRow.listColumns(for: $0) }
    .visible { caller, _ in PersonRow.visible(to: caller) }
    // Compat: whoever knows an address may ask whose it is.
    .filter("email") { _, text in "lower(person.email) = \(text.lowercased())" }
    .beforeUpdate { call, id, body in try Persons.prepareChange(call, id, &body) }
    .answering { call, _, id in try Persons.changed(call, id) }

    /// Has a row when the person meets the condition.
    fileprivate static func visible(_ id: UUID?, _ condition: SQL) -> SQL {
        "SELECT 1 FROM person WHERE id = \(id) AND \(condition)"
    }

    private static func one(
        _ caller: Caller, _ id: PersonRow.ID, relations: Bool
    ) -> (query: SQL, columns: JSONColumns) {
        var columns = PersonRow.columns(for: caller, isFull: caller.isAtLeastManager)
        if relations, caller.role != .client { columns = columns.with(PersonRow.relations) }
        return ("SELECT \(columns: columns) FROM \(PersonRow.self) WHERE id = \(id)", columns)
    }
}

// A new person.
extension Persons {
    /// - Throws: ``Problem`` 400 for an address that is taken, a body that is no person's, and a full house.
    private static func hire(_ errand: Errand, body: JSONObject) async throws -> Response {
        guard let password = body["password"], !password.isNull else {
            return try await errand.answer { call in try Self.hired(call, body, nil) }
        }
        guard let text = password.stringValue else { throw Problem.malformedValue }
        // Those who may not are told so before anything is hashed.
        try await errand.read { _ in }
        let hash = try await errand.hash(text)
        return try await errand.answer { call in try Self.hired(call, body, hash) }
    }

    private static func hired(_ call: Writing, _ body: JSONObject, _ hash: PasswordHash?) throws -> Answer {
        let data = call.data
        var body = body.without(self.keptFields).without(["id", "created_at", "updated_at"])
        try self.check(&body, isNew: true, today: Day(data.now))
        var values = try Table<PersonRow>.values(ofNew: body)
        let isBot = values["is_bot"] == .bool(true)
        try self.checkHouse(call, values, isBot: isBot)
        if !isBot, let email = body["email"]?.stringValue { try self.checkAddress(email, of: nil, data) }
        if let hash { values["password"] = .bytes(Array(hash.text.utf8)) }
        let made = values
        let id = try Problem.ofCRUD { try data.insert(PersonRow.self, made) }
        try Table<PersonRow>.writeRelations(of: id, body, in: data)
        let token = isBot ? try self.newBotToken(of: id, call) : nil
        try data.emit(.create, PersonRow.self, id.uuid)
        return self.answer(id, PersonRow.columnsWithDepartments, token, .created)
    }

    /// Makes an account that somebody asks for himself.
    ///
    /// - Throws: ``Problem`` 400 for an address that is taken, and a full house.
    static func register(
        _ call: Writing, email: String, first: String, last: String, role: Role, _ hash: PasswordHash
    ) throws -> PersonRow.ID {
        let frontend = call.dependencies.settings.frontend
        let values: [String: Value] = [
            "first_name": .text(first), "last_name": .text(last), "email": .text(email), "active": .bool(true),
            "role": .text(role.rawValue), "password": .bytes(Array(hash.text.utf8)),
            "locale": .text(frontend.defaultLocale), "timezone": .text(frontend.defaultTimezone),
        ]
        try self.checkHouse(call, values, isBot: false)
        try self.checkAddress(email, of: nil, call.data)
        return try call.data.insert(PersonRow.self, values)
    }

    /// - Throws: ``Problem`` 400 when there are as many active people as there may be.
    private static func checkHouse(_ call: Writing, _ values: [String: Value], isBot: Bool) throws {
        guard !isBot, (values["active"] ?? .bool(true)) == .bool(true) else { return }
        let limit = call.dependencies.settings.accounts.userLimit
        let count = try call.data.count(
            "SELECT count(*) FROM person WHERE active = \(true) AND is_bot = \(false) AND is_guest = \(false)")
        guard count < limit else {
            let data: JSONObject = ["limit": .int(Int64(limit))]
            throw Problem(.badRequest, .detailed("User limit reached.", data: .object(data)))
        }
    }

    private static func checkAddress(_ email: String, of person: PersonRow.ID?, _ data: Reader) throws {
        let owner = try data.one(
            "SELECT id FROM person WHERE lower(email) = \(email) AND is_bot = \(false)", PersonRow.ID.self)
        guard owner == nil || owner == person else { throw Problem.invalid("Email already in use.") }
    }

    /// A bot's only token, valid through its expiration date: the one before it works no more.
    private static func newBotToken(of id: PersonRow.ID, _ call: Writing) throws -> String {
        let data = call.data
        let last = try data.first("SELECT expiration_date FROM person WHERE id = \(id)") { row in
            try row.value(0, as: Day?.self)
        }
        let token = Token.bot(
            id.uuid.text, id: data.world.newID().text, now: data.now.seconds,
            expires: last.flatMap { $0 }.map { (Int64($0.number) + 1) * 86_400 })
        try data.update(id, ["jti": .text(token.id)])
        return call.dependencies.tokens.sign(token)
    }

    private static func answer(
        _ id: PersonRow.ID, _ columns: JSONColumns, _ token: String?, _ status: HTTPResponse.Status
    ) -> Answer {
        let sql: SQL = "SELECT \(columns: columns) FROM \(PersonRow.self) WHERE id = \(id)"
        return .json(status) { reader, output in
            try reader.each(sql) { row in
                output.json.beginObject()
                columns.writeMembers(row, into: &output.json)
                if let token {
                    output.json.key("access_token")
                    output.json.string(token)
                }
                output.json.endObject()
            }
        }
    }
}

// A change of a person.
extension Persons {
    private static func prepareChange(_ call: Writing, _ id: PersonRow.ID, _ body: inout JSONObject) throws {
        body = body.without(self.keptFields)
        body["is_bot"] = nil
        if try !call.caller.isAdmin { body = body.without(Set(body.keys).subtracting(self.ownFields)) }
        try self.check(&body, isNew: false, today: Day(call.data.now))
        guard let email = body["email"]?.stringValue else { return }
        let isBot = try call.data.exists("SELECT 1 FROM person WHERE id = \(id) AND is_bot = \(true)")
        if !isBot { try self.checkAddress(email, of: id, call.data) }
    }

    /// Compat: departments come last here. A bot with another last day gets another token.
    private static func changed(_ call: Writing, _ id: PersonRow.ID) throws -> Answer {
        let isBot = try call.data.exists("SELECT 1 FROM person WHERE id = \(id) AND is_bot = \(true)")
        // What the row says counts: one may send more of oneself than one may change.
        let isOut = try call.data.exists("SELECT 1 FROM person WHERE id = \(id) AND active = \(false)")
        if isOut { try call.data.endSessions(of: id.uuid) }
        let isExtended = try isBot && call.caller.isAdmin && call.arrival.field("expiration_date") != nil
        let token = isExtended ? try self.newBotToken(of: id, call) : nil
        return self.answer(id, PersonRow.columnsBeforeDepartments, token, .ok)
    }
}

extension Permission {
    /// Clients see those they share a team with.
    static let seesPerson = Permission.rule(
        "anyone logged in; clients those they share a team with",
        asks: { caller, object in
            guard let visible = PersonRow.visible(to: caller) else { return [] }
            return [Persons.visible(object.id, visible)]
        }
    ) { caller, reader, object in
        guard let visible = PersonRow.visible(to: caller) else { return true }
        return try reader.exists(Persons.visible(object.id, visible))
    }

    static let adminOrSelf = Permission.rule("administrators, and the person himself") { caller, _, object in
        caller.isAdmin || caller.id == object.id
    }
}
