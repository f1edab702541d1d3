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
            .entry("email", of: schema, "An e-mail address or a desktop login, in any case.") as Input<Phrase>,
            // Compat: a login without a password is one with the word that clients mean by it.
            .entry("password", of: schema, default: "default", "The password."),
            .entry(optional: "totp", of: schema, "A code of the authenticator."),
            .entry(optional: "email_otp", of: schema, "A code that came by mail."),
            .entry(optional: "fido_authentication_response", of: schema, "What a security key has signed."),
            .entry(optional: "recovery_code", of: schema, "One of the recovery codes."),
            allow: .anyone, answers: .object("The person, the organisation and the tokens.", Self.members),
            handler: login),
        .change(
            .get, "/auth/logout", "Revoke the token that is shown, and the refresh token that came with it.",
            allow: .person, answers: .object("`logout` is true."), handler: logout
        ).forSettingUp(),
        .get(
            "/auth/authenticated", "Who the token that is shown belongs to.",
            allow: .loggedIn, answers: .object("The person and the organisation.", Self.members),
            handler: authenticated
        ).forSettingUp(),
        .get(
            "/auth/refresh-token", "Another access token for a refresh token.",
            allow: .anyone, answers: .object("The access token, or for browsers a cookie with it."),
            handler: refreshed),
    ]

    private static let schema = "LoginSchema"

    private static let members = [
        SchemaMember("user", .object, "The person, with `departments`."), SchemaMember("organisation", .object),
        SchemaMember("login", .bool), SchemaMember("access_token", .text), SchemaMember("refresh_token", .text),
        SchemaMember(
            "two_factor_authentication_required", .bool,
            "True when nothing else may be done before a second factor is set up."),
    ]

    /// - Throws: ``Problem`` 400 for a wrong password or code and a closed account, 401 for someone who is no longer
    ///   active, 429 for an address with too many refusals.
    private static func login(
        _ errand: Errand, email: Phrase, password: String, timeCode: String?, mailCode: String?,
        assertion: JSONDictionary?, recoveryCode: String?
    ) async throws -> Response {
        try errand.dependencies.refuseTooMany(.refusal, errand.arrival)
        let proof = Proof(timeCode: timeCode, mailCode: mailCode, assertion: assertion, recoveryCode: recoveryCode)
        do {
            let account = try await self.account(email.text, password, errand)
            return try await self.enter(account, proof, errand)
        } catch let problem as Problem {
            if problem == LoginProblem.wrong || problem == LoginProblem.wrongFactor {
                errand.dependencies.count(.refusal, errand.arrival)
            }
            throw problem
        }
    }

    /// The active account that name and password belong to.
    private static func account(_ name: String, _ password: String, _ errand: Errand) async throws -> Account {
        let account = try await errand.read { try Account.named(name, in: $0.data) }
        let (lockOut, strangers) = (errand.dependencies.lockOut, errand.dependencies.strangers)
        let known = account.flatMap { $0.isActive ? $0 : nil }
        let record = known?.record ?? strangers.record(name.lowercased())
        if lockOut.isClosed(record, now: Timestamp.now().seconds) { throw LoginProblem.closed }
        let isRight = try await errand.verify(password, against: account?.hash)
        guard let account, isRight else {
            if let known {
                try await errand.write { try known.fail(lockOut, in: $0.data) }
            } else {
                strangers.fail(name.lowercased(), lockOut, now: Timestamp.now().seconds)
            }
            throw LoginProblem.wrong
        }
        guard account.isActive else { throw LoginProblem.inactive }
        return account
    }

    private static func enter(_ account: Account, _ proof: Proof, _ errand: Errand) async throws -> Response {
        guard !account.factors.isEmpty else {
            return try await errand.answer { call in
                try account.succeed(call.dependencies.lockOut, in: call.data)
                guard try account.locked(in: call.data)?.factors.isEmpty ?? true else { throw LoginProblem.wrong }
                return try Self.admitted(account.id, call)
            }
        }
        guard let shown = proof.applicable(account.factors) else { throw LoginProblem.withoutFactor(account.factors) }
        let weighed = try await errand.weigh(shown, account.factors, now: Timestamp.now())
        let response = try await errand.write { call -> Response? in
            let (tx, lockOut) = (call.data, call.dependencies.lockOut)
            guard let now = try account.locked(in: tx), try call.accept(weighed, of: now) else {
                try account.fail(lockOut, in: tx)
                return nil
            }
            try account.succeed(lockOut, in: tx)
            return try Self.admitted(account.id, call).whole(in: tx)
        }
        guard let response else { throw LoginProblem.wrongFactor }
        return response
    }

    /// Lets a person in whose proofs were right.
    static func admitted(
        _ person: UUID, _ call: Writing, departments: PersonRow.DepartmentsPlace = .last
    ) throws -> Answer {
        try call.data.insert(
            LoginLogRow.self,
            [
                "person_id": .uuid(person), "origin": .text(call.arrival.isBrowser ? "web" : "script"),
                "ip_address": call.arrival.remoteAddress.map { .text(String($0.prefix(50))) } ?? .null,
            ])
        let session = try NewSession(of: person, call)
        let isAdmin = try call.data.exists("SELECT 1 FROM person WHERE id = \(person) AND role = \("admin")")
        return Answer(session.head) { reader, output in
            output.json.beginObject()
            output.json.key("user")
            try reader.writePerson(person, departments: departments, to: output)
            try reader.writeOrganisation(forAdmin: isAdmin, to: output)
            output.json.key("login")
            output.json.bool(true)
            session.write(to: output)
            if session.lacksFactor {
                output.json.key("two_factor_authentication_required")
                output.json.bool(true)
            }
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
        let caller = try call.caller
        return .json { reader, output in
            output.json.beginObject()
            output.json.key("authenticated")
            output.json.bool(true)
            output.json.key("user")
            try reader.writePerson(caller.id, departments: .inOrder, withKeys: true, to: output)
            try reader.writeOrganisation(forAdmin: caller.isAdmin, to: output)
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
    static let wrongFactor = Problem(
        .badRequest,
        .own([
            "error": true, "login": false, "wrong_OTP": true, "message": "Wrong two-factor authentication code.",
        ]))

    static func withoutFactor(_ factors: Factors) -> Problem {
        var kinds = factors.enabled.map { JSONValue.string($0.rawValue) }
        if !factors.recoveryCodes.isEmpty { kinds.insert("recovery_code", at: 0) }
        return Problem(
            .badRequest,
            .own([
                "error": true, "login": false, "missing_OTP": true,
                "message": "A two-factor authentication code is required.",
                "preferred_two_factor_authentication": factors.preferred.map { .string($0.rawValue) } ?? .null,
                "two_factor_authentication_enabled": .array(kinds),
            ]))
    }

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

    /// - Throws: ``Problem`` 400 for a password that is too short.
    func checkPassword(_ password: String) throws {
        do {
            try self.dependencies.passwordRules.check(password)
        } catch {
            throw Problem(error)
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
