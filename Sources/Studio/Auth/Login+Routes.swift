import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Coming and going: login, logout, and what a client asks to know whether it is still in.
package enum Login {
    package static let routes: [Route] = [
        .errand(
            .post, "/auth/login", "Log in with e-mail and password, as JSON, as a form or in the query.",
            .credential("email", "An e-mail address or a desktop login, in any case."),
            .credential("password", "The password."),
            allow: .anyone, answers: .object("The person, the organisation and the tokens.", Self.members),
            handler: login),
        .change(
            .get, "/auth/logout", "Revoke the token that is shown, and the refresh token that came with it.",
            allow: .person, answers: .object("`logout` is true."), handler: logout),
        .get(
            "/auth/authenticated", "Who the token that is shown belongs to.",
            allow: .loggedIn, answers: .object("The person and the organisation.", Self.members),
            handler: authenticated),
        .get(
            "/auth/refresh-token", "Another access token for a refresh token.",
            allow: .anyone, answers: .object("The access token, or for browsers a cookie with it."),
            handler: refreshed),
    ]

    private static let members = [
        SchemaMember("user", .object, "The person, with `departments`."), SchemaMember("organisation", .object),
        SchemaMember("login", .bool), SchemaMember("access_token", .text), SchemaMember("refresh_token", .text),
    ]

    /// - Throws: ``Problem`` 400 for a wrong password and a closed account, 401 for someone who is no longer active.
    private static func login(_ errand: Errand, email: String, password: String) async throws -> Response {
        let account = try await errand.read { try Account.named(email, in: $0.data) }
        let lockOut = errand.dependencies.lockOut
        if let account, lockOut.isClosed(account.record, now: Timestamp.now().seconds) { throw LoginProblem.closed }
        let isRight = try await errand.verify(password, against: account?.hash)
        guard let account else { throw LoginProblem.wrong }
        guard isRight else {
            if account.isActive { try await errand.write { try account.fail(lockOut, in: $0.data) } }
            throw LoginProblem.wrong
        }
        guard account.isActive else { throw LoginProblem.inactive }
        return try await errand.answer { call in try Self.admitted(account, call) }
    }

    private static func admitted(_ account: Account, _ call: Writing) throws -> Answer {
        let tx = call.data
        try account.succeed(call.dependencies.lockOut, in: tx)
        let isBrowser = call.arrival.isBrowser
        try tx.insert(
            LoginLogRow.self,
            [
                "person_id": .uuid(account.id), "origin": .text(isBrowser ? "web" : "script"),
                "ip_address": call.arrival.remoteAddress.map(Value.text) ?? .null,
            ])
        let tokens = Token.pair(
            for: account.id.text, accessID: tx.world.newID().text, refreshID: tx.world.newID().text,
            now: tx.now.seconds, lifetimes: call.dependencies.lifetimes)
        let access = call.dependencies.tokens.sign(tokens.access)
        let refresh = call.dependencies.tokens.sign(tokens.refresh)
        var head = Head.json()
        if isBrowser {
            head.setCookie(TokenCookies.setting(.access, to: access, now: tx.now.seconds))
            head.setCookie(TokenCookies.setting(.refresh, to: refresh, now: tx.now.seconds))
        }
        return Answer(head) { reader, output in
            output.json.beginObject()
            output.json.key("user")
            try reader.writePerson(account.id, departments: .last, to: output)
            try reader.writeOrganisation(to: output)
            output.json.key("login")
            output.json.bool(true)
            output.json.key("access_token")
            output.json.string(access)
            output.json.key("refresh_token")
            output.json.string(refresh)
            output.json.endObject()
        }
    }

    private static func logout(_ call: Writing) throws -> Answer {
        let token = try call.caller.token
        let end = call.data.now.seconds + call.dependencies.lifetimes.refresh
        for (id, expires) in [(token.id, token.expires), (token.refresh, end)] {
            if let id { try call.data.revoke(id, until: expires ?? end) }
        }
        var head = Head.json()
        if call.arrival.isBrowser {
            for kind in [Token.Kind.access, .refresh] { head.setCookie(TokenCookies.clearing(kind)) }
        }
        return Answer(head) { _, output in output.json.value(.object(["logout": true])) }
    }

    private static func authenticated(_ call: Reading) throws -> Answer {
        let id = try call.caller.id
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("authenticated")
            output.json.bool(true)
            output.json.key("user")
            try reader.writePerson(id, departments: .inOrder, withKeys: true, to: output)
            try reader.writeOrganisation(to: output)
            output.json.endObject()
        }
    }

    private static func refreshed(_ call: Reading) throws -> Answer {
        let now = call.data.world.now()
        let refresh = try call.arrival.token(.refresh, call.dependencies.tokens, now: now)
        _ = try Caller.load(refresh, from: call.data)
        let access = call.dependencies.tokens.sign(
            refresh.access(id: call.data.world.newID().text, now: now.seconds, lifetimes: call.dependencies.lifetimes))
        guard call.arrival.isBrowser else { return .value(.object(["access_token": .string(access)])) }
        var head = Head.json()
        head.setCookie(TokenCookies.setting(.access, to: access, now: now.seconds))
        head.setCookie(TokenCookies.clearing(.refresh))
        return Answer(head) { _, output in output.json.value(.object(["refresh": true])) }
    }
}

/// What login answers when it refuses.
enum LoginProblem {
    static let wrong = Problem(.badRequest, .own(["login": false, "message": "Wrong email or password."]))
    static let closed = Problem(
        .badRequest,
        .own([
            "error": true, "login": false, "too_many_failed_login_attemps": true,
            "message": "Too many failed login attempts, retry in a minute.",
        ]))
    static let inactive = Problem(
        .unauthorized,
        .own([
            "error": true, "login": false, "unactive": true, "message": "User is unactive, he cannot log in.",
        ]))
}

extension Permission {
    /// Someone with a password: bots have a token for ever, and log neither in nor out.
    static let person = Permission.rule("anyone logged in but bots") { caller, _, _ in !caller.isBot }
}

extension Input {
    /// A part of a login: out of a JSON body when there is one, else out of the form or the query.
    fileprivate static func credential(_ name: String, _ note: String) -> Input where Value == String {
        Input(InputDescription(.body, name, .text, note, isRequired: true)) { arrival in
            let json: JSONValue?
            if case .json(let body) = arrival.body, !body.isNull {
                guard case .object(let object) = body else {
                    throw FieldRefusal("", "Input should be a valid dictionary or instance of LoginSchema")
                }
                json = object[name]
            } else {
                json = arrival.field(name) ?? arrival.query(name).map(JSONValue.string)
            }
            // Compat: a login without a password is one with the word that clients mean by it.
            let usual: JSONValue? = name == "password" ? .string("default") : .none
            guard let json = json ?? usual else { throw FieldRefusal(name, "Field required") }
            let text = try String.reading(json, name)
            guard name == "password" || !text.isEmpty else {
                throw FieldRefusal(name, "String should have at least 1 character")
            }
            return text
        }
    }
}

extension Arrival {
    /// Whether cookies are of use. Compat: only browsers get them, headless ones too; a script that logs in twice in
    /// one session would otherwise go on as the first one.
    var isBrowser: Bool { self.headers[.userAgent]?.contains("Mozilla/") ?? false }
}

extension Head {
    mutating func setCookie(_ text: String) { self.headers.append(HTTPField(name: .setCookie, value: text)) }
}

extension Errand {
    /// - Throws: ``Problem`` 503 when too many passwords wait to be verified.
    func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        do {
            return try await self.dependencies.passwords.verify(password, against: hash)
        } catch let problem as PasswordProblem {
            throw Problem(problem)
        }
    }

    /// - Throws: ``Problem`` 400 for a password that is too short, 503 when too many wait to be hashed.
    func hash(_ password: String) async throws -> PasswordHash {
        do {
            try self.dependencies.passwordRules.check(password)
            return try await self.dependencies.passwords.hash(password)
        } catch let problem as PasswordProblem {
            throw Problem(problem)
        }
    }
}

extension Problem {
    init(_ problem: PasswordProblem) {
        switch problem {
        case .tooShort, .null: self = Problem(.badRequest, .message("\(problem)"))
        case .busy(let seconds): self = .unavailable(retryAfter: seconds)
        case .unavailable: self = .internalError
        }
    }
}
