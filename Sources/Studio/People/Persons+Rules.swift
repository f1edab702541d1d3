import API
import Database
import HTTPTypes
import JSONBytes

extension Persons {
    /// What a person may change of himself. Compat: the rest of such a body is left out without a word, since clients
    /// send the whole person.
    static let ownFields: Set<String> = [
        "first_name", "last_name", "email", "phone", "country", "desktop_login", "timezone", "locale",
        "use_12_hour_clock", "display_date_format", "data", "notifications_enabled", "notifications_slack_enabled",
        "notifications_slack_userid", "notifications_mattermost_enabled", "notifications_mattermost_userid",
        "notifications_discord_enabled", "notifications_discord_userid", "preferred_two_factor_authentication",
    ]

    /// What other routes and the server keep: passwords, second factors, guests, avatars, directories.
    static let keptFields: Set<String> = {
        let hidden = PersonRow.fields.filter { $0.visibility == .hidden }.map(\.name)
        let kept = [
            "last_presence", "totp_enabled", "email_otp_enabled", "fido_enabled", "has_avatar", "is_guest",
            "preview_project_id", "preview_opened_at", "preview_open_until", "is_generated_from_ldap",
        ]
        return Set(hidden + kept)
    }()

    static let dateFormats = ["YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY"]

    /// Checks what a body says about a person and brings it into the form that is kept.
    ///
    /// - Throws: ``Problem`` 400 in the words that clients know.
    static func check(_ body: inout JSONObject, isNew: Bool, today: Day) throws {
        if let email = body["email"] { body["email"] = .string(try self.email(email)) }
        for name in ["role", "contract_type", "position", "seniority", "preferred_two_factor_authentication"] {
            try self.checkChoice(name, body)
        }
        if let country = body["country"] { body["country"] = try self.country(country) }
        if let locale = body["locale"], !locale.isNull {
            guard let name = locale.stringValue, Places.isLocale(name) else {
                throw Problem.invalid("Invalid locale, expected a name available in Python Babel (e.g. en_US, fr_FR).")
            }
        }
        if let format = body["display_date_format"], !format.isNull {
            guard let text = format.stringValue, self.dateFormats.contains(text) else {
                let all = self.dateFormats.joined(separator: ", ")
                throw Problem.invalid("Invalid display_date_format, expected one of: \(all).")
            }
        }
        if let zone = body["timezone"], !zone.isNull {
            guard let name = zone.stringValue, Places.isTimeZone(name) else { throw Problem.malformedValue }
        }
        try self.checkExpiration(body, isNew: isNew, today: today)
    }

    private static func email(_ json: JSONValue) throws -> String {
        guard let text = json.stringValue else { throw Problem(.badRequest, .bare("email must be str or bytes")) }
        if let problem = EmailAddress.problem(in: text) { throw Problem.invalid(problem) }
        return text.lowercased()
    }

    private static func checkChoice(_ name: String, _ body: JSONObject) throws {
        guard let json = body[name], let field = PersonRow.field(name) else { return }
        if json.isNull, field.isNullable { return }
        guard let text = json.stringValue, field.choices.contains(text) else {
            throw Problem.invalid("Invalid \(name)")
        }
    }

    /// Upper case; no text is no country.
    private static func country(_ json: JSONValue) throws -> JSONValue {
        if json.isNull || json == "" { return .null }
        guard let code = json.stringValue, Places.isCountry(code) else {
            throw Problem.invalid("Invalid country code, expected an ISO 3166-1 alpha-2 code.")
        }
        return .string(code.uppercased())
    }

    private static func checkExpiration(_ body: JSONObject, isNew: Bool, today: Day) throws {
        guard let json = body["expiration_date"], !json.isNull else { return }
        guard let text = json.stringValue, let day = Day(text: text) else {
            // A change is refused where the field is read.
            if !isNew { return }
            throw Problem.invalid("Expiration date is not valid.")
        }
        guard day >= today else { throw Problem.invalid("Expiration date can't be in the past.") }
    }
}

extension JSONObject {
    /// Without these members.
    func without(_ names: some Sequence<String>) -> JSONObject {
        var copy = self
        for name in names { copy[name] = nil }
        return copy
    }
}
