import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// When people logged in to their machines: presence, as the studio counts it.
package enum DesktopLogins {
    package static let routes: [Route] = [
        .get(
            "/data/user/desktop-login-logs", "When the caller logged in to his machine.",
            allow: .person, answers: .list(DesktopLoginLogRow.self)
        ) { call in try Self.list(PersonRow.ID(call.caller.id)) },
        .post(
            "/data/user/desktop-login-logs", "Tell that the caller logged in to his machine.",
            .loginMoment,
            allow: .person, answers: .one(DesktopLoginLogRow.self)
        ) { call, date in try Self.log(call, PersonRow.ID(call.caller.id), date) },
        .get(
            "/data/persons/{person_id}/desktop-login-logs", "When a person logged in to his machine.", .someone,
            allow: .all([.managerOrSelf, .ofSomeone]), answers: .list(DesktopLoginLogRow.self)
        ) { _, person in Self.list(person) },
        .post(
            "/data/persons/{person_id}/desktop-login-logs", "Tell that a person logged in to his machine.",
            .someone, .field(optional: "date", "When, in UTC; now when it is left out."),
            allow: .all([.adminOrSelf, .ofSomeone]), answers: .one(DesktopLoginLogRow.self), handler: log),
        .get(
            "/data/persons/presence-logs/{month_date}",
            "Who was there on which day of a month (`YYYY-MM`): CSV, an X a day.", .segment("month_date"),
            allow: .admin, answers: .file("text/csv", "A line a person, a column a day."), handler: presence),
    ]

    private static func list(_ person: PersonRow.ID) -> Answer {
        .rows(
            """
            SELECT \(columns: DesktopLoginLogRow.self) FROM desktop_login_log WHERE person_id = \(person)
            ORDER BY date, id
            """, as: DesktopLoginLogRow.columns)
    }

    private static func log(_ call: Writing, _ person: PersonRow.ID, _ date: LoginMoment?) throws -> Answer {
        let moment = date?.moment ?? call.data.now
        let id = try call.data.insert(
            DesktopLoginLogRow.self, ["person_id": .uuid(person.uuid), "date": .timestamp(moment)])
        try call.data.run(
            """
            UPDATE person SET last_presence = \(Day(moment))
            WHERE id = \(person) AND (last_presence IS NULL OR last_presence < \(Day(moment)))
            """)
        try call.data.emit(.update, PersonRow.self, person.uuid)
        return .one(
            "SELECT \(columns: DesktopLoginLogRow.self) FROM desktop_login_log WHERE id = \(id)",
            as: DesktopLoginLogRow.columns, .created)
    }

    private static func presence(_ call: Reading, month text: String) throws -> Answer {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month),
            let span = try? Span(year: year, month: month)
        else { throw Problem.invalid("Invalid month or year.") }
        let days = Int(span.last.number - span.first.number) + 1
        return Answer(.csv("kitsu_export.csv")) { reader, output in
            var header = CSVLine([String(year)] + (1...days).map(String.init))
            header.end()
            output.json.verbatim(header.text)
            try Self.writePeople(span, days, reader, output)
        }
    }

    /// Each person's days come in order, so that one line is held at a time.
    private static func writePeople(_ span: Span, _ days: Int, _ reader: Reader, _ output: Output) throws {
        var person: UUID?
        var name = ""
        var marks = [String](repeating: "", count: days)
        func finish() throws {
            guard person != nil else { return }
            var line = CSVLine([name] + marks)
            line.end()
            output.json.verbatim(line.text)
            marks = [String](repeating: "", count: days)
            try output.flushIfFull()
        }
        let from = Timestamp(microseconds: Int64(span.first.number) * 86_400_000_000)
        let until = Timestamp(microseconds: (Int64(span.last.number) + 1) * 86_400_000_000)
        try reader.each(
            """
            SELECT p.id, p.first_name, p.last_name, l.date FROM person p
            LEFT JOIN desktop_login_log l ON l.person_id = p.id AND l.date >= \(from) AND l.date < \(until)
            WHERE p.active = \(true) AND p.is_guest = \(false)
            ORDER BY p.first_name, p.last_name, p.id, l.date
            """
        ) { row in
            let id = try row.uuid(0)
            if id != person {
                try finish()
                person = id
                name = "\(try row.text(1)) \(try row.text(2))".trimmingBlanks
            }
            guard let moment = try row.value(3, as: Timestamp?.self) else { return }
            marks[Int(Day(moment).number - span.first.number)] = "X"
        }
        try finish()
    }
}

extension Input where Value == LoginMoment? {
    /// In the body or in the query. Compat: what is no moment is as good as none.
    fileprivate static var loginMoment: Input {
        Input(InputDescription(.body, "date", .timestamp, "When, in UTC; now when it is left out.", isRequired: false))
        {
            arrival in
            (arrival.field("date")?.stringValue ?? arrival.query("date")).flatMap(LoginMoment.init(text:))
        }
    }
}

/// When somebody logged in, in UTC: a day, or a day and a time to the second.
struct LoginMoment: InputValue {
    let moment: Timestamp

    static var kind: InputKind { .timestamp }

    init?(text: String) {
        guard text.utf8.count == 10 || (text.utf8.count == 19 && text.utf8.dropFirst(10).first == UInt8(ascii: "T")),
            let moment = Timestamp(text: text)
        else { return nil }
        self.moment = moment
    }

    static func read(_ json: JSONValue) -> Result<LoginMoment, ValueRefusal> {
        guard let moment = json.stringValue.flatMap(Self.init(text:)) else {
            return .failure(
                ValueRefusal("Value error, Wrong date format. Expected: 2020-01-05T13:23:10 or 2020-01-05"))
        }
        return .success(moment)
    }

    var json: JSONValue { self.moment.json }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension Permission {
    static let managerOrSelf = Permission.rule("managers, and the person himself") { caller, _, object in
        caller.isAtLeastManager || caller.id == object.id
    }

    /// The address names someone.
    ///
    /// Throws ``Problem`` 404 when it names nobody.
    static let ofSomeone = Permission.rule("about someone who exists") { _, reader, object in
        guard let id = object.id, try reader.exists("SELECT 1 FROM person WHERE id = \(id)") else {
            throw Problem.notFound()
        }
        return true
    }
}
