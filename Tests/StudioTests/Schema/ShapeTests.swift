import Database
import JSONBytes
import Studio
import Testing

/// The shapes against the fields that the compatible API was seen to have.
@Suite struct ShapeTests {
    /// A shape with the facts of its model.
    struct Case: CustomTestStringConvertible {
        let shape: any Shape.Type
        let facts: JSONValue

        var testDescription: String { self.shape.name }

        static let all: [Case] = (Facts.models["models"]?.members ?? []).compactMap { name, facts in
            Shapes.all.first { $0.name == name }.map { Case(shape: $0, facts: facts) }
        }

        /// The facts of a field that the table holds; nil for what is computed.
        func facts(_ field: Field) -> JSONValue? { self.facts["fields"]?[field.column] }
    }

    @Test("Every model has a shape of its name on its table")
    func models() {
        let models = Facts.models["models"]?.members ?? []

        #expect(models.count == 77)
        #expect(Case.all.count == models.count)
        for item in Case.all { #expect(item.facts["table"]?.stringValue == item.shape.table) }
    }

    @Test("Names are unique, and no shape has a field twice")
    func unique() {
        #expect(Set(Shapes.all.map { $0.name }).count == Shapes.all.count)
        for shape in Shapes.all {
            let fields = shape.fields.map { $0.name }
            let name = shape.name
            #expect(Set(fields).count == fields.count, "\(name)")
        }
    }

    @Test("Fields stand in the order of the wire", arguments: Case.all)
    func order(_ item: Case) {
        let fields = item.shape.fields.map(\.column)
        // A nested object or a list of ids is no field, and a notification's own `type` follows later.
        let expected = (item.facts["order"]?.strings ?? []).filter { fields.contains($0) }

        let found = fields.filter { expected.contains($0) && $0 != "type" }

        #expect(found == expected.filter { $0 != "type" })
        let missing = (item.facts["fields"]?.members.map(\.key) ?? []).filter { !fields.contains($0) }
        #expect(missing.isEmpty)
    }

    @Test("Choices and initial values are the compatible ones", arguments: Case.all)
    func values(_ item: Case) {
        for field in item.shape.fields {
            guard let facts = item.facts(field) else { continue }
            let choices = facts["choices"]?.strings ?? []

            #expect(choices.isEmpty || field.choices == choices, "\(field.name)")
            #expect(self.matches(field.initial, facts["default"]), "\(field.name): \(field.initial)")
        }
    }

    /// The server's settings decide on a person's timezone and locale: there is no fact to compare with.
    private func matches(_ initial: Value, _ fact: JSONValue?) -> Bool {
        switch (initial, fact) {
        case (.null, nil), (.json("[]"), nil): true
        case (.text("Europe/Paris"), nil), (.text("en_US"), nil): true
        case (.bool(let value), .bool(let fact)?): value == fact
        case (.int(let value), .int(let fact)?): value == fact
        case (.double(let value), let fact?): value == fact.doubleValue
        case (.text(let value), let fact?): value == (fact.stringValue ?? fact.text)
        case (.json(let value), let fact?): value == fact.text
        case (.textArray(let values), let fact?): values == fact.strings
        default: false
        }
    }

    @Test("A list of ids that the compatible API answers with is a relation", arguments: Case.all)
    func relations(_ item: Case) {
        for (name, facts) in item.facts["relations"]?.members ?? [] {
            let relation = item.shape.relations.first { $0.name == name }
            let target = Facts.models["models"]?[facts[0].stringValue ?? ""]?["table"]?.stringValue

            guard let relation else {
                #expect(item.shape.nested.contains { $0.name == name }, "\(name)")
                continue
            }
            #expect(relation.target == target, "\(name)")
            #expect(relation.kind == .children || relation.table == facts[1].stringValue, "\(name)")
        }
    }

    @Test("Secrets stay on the server")
    func hidden() {
        let hidden = Shapes.all.flatMap { shape in
            shape.fields.filter { $0.visibility == .hidden }.map { "\(shape.name).\($0.name)" }
        }

        #expect(
            Set(hidden) == [
                "Person.password", "Person.login_failed_attemps", "Person.last_login_failed", "Person.totp_secret",
                "Person.email_otp_secret", "Person.fido_credentials", "Person.otp_recovery_codes", "Person.jti",
                "Person.oidc_issuer", "Person.oidc_subject", "Person.saml_issuer", "Person.saml_subject",
                "PlaylistShareLink.password",
            ])
    }
}
