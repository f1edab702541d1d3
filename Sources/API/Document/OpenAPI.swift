import Database
import HTTPTypes
import JSONBytes

/// The API's document, OpenAPI 3.1: a pure function of the routes.
package enum OpenAPI {
    /// - Parameters:
    ///   - version: Of this server.
    ///   - routes: In any order; the document sorts them by address.
    package static func document(of routes: [Route], title: String, version: String) -> JSONValue {
        var schemas = SchemaCollector()
        var paths = JSONObject()
        for (path, routes) in Self.byPath(routes) {
            var item = JSONObject()
            for route in routes.sorted(by: { $0.method.rawValue < $1.method.rawValue }) {
                item[route.method.rawValue.lowercased()] = .object(Self.operation(route, at: path, &schemas))
            }
            paths[path] = .object(item)
        }
        return .object([
            "openapi": "3.1.0",
            "info": .object([
                "title": .string(title), "version": .string(version),
                "description": "Moments are UTC, without a zone. An id is a UUID in lower case.",
            ]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(schemas.finished),
                "responses": .object(Self.problems),
                "securitySchemes": .object([
                    "token": .object(["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]),
                    "cookie": .object(["type": "apiKey", "in": "cookie", "name": "access_token_cookie"]),
                ]),
            ]),
        ])
    }

    /// Addresses that differ in nothing but the names of their parameters are one path, under the names of the first.
    private static func byPath(_ routes: [Route]) -> [(path: String, routes: [Route])] {
        let groups = Dictionary(grouping: routes) { RoutePattern($0.path).segments.map(\.nameless) }.values
        return groups.map { group in (path: group.map(\.path).min() ?? "", routes: group) }
            .sorted { $0.path < $1.path }
    }

    private static func operation(_ route: Route, at path: String, _ schemas: inout SchemaCollector) -> JSONObject {
        var operation: JSONObject = [
            "summary": .string(route.summary),
            "tags": .array([.string(route.group)]),
            "operationId": .string(route.operationID),
            "x-permission": .string("\(route.permission)"),
        ]
        let parameters = route.inputs.filter { $0.place == .path || $0.place == .query }
        let names = Dictionary(zip(RoutePattern(route.path).names, RoutePattern(path).names)) { first, _ in first }
        if !parameters.isEmpty {
            operation["parameters"] = .array(parameters.map { .object(Self.parameter($0, names)) })
        }
        if let body = Self.body(route) { operation["requestBody"] = .object(body) }
        operation["responses"] = .object(Self.responses(route, &schemas))
        if !route.permission.isForAnyone {
            operation["security"] = .array([.object(["token": .array([])]), .object(["cookie": .array([])])])
        }
        return operation
    }

    /// - Parameter names: What the path calls its parameters, by the route's own names.
    private static func parameter(_ input: InputDescription, _ names: [String: String]) -> JSONObject {
        var schema = input.kind.schema
        if let initial = input.initial { schema["default"] = initial }
        let name = input.place == .path ? names[input.name] ?? input.name : input.name
        var parameter: JSONObject = [
            "name": .string(name), "in": .string(input.place.rawValue), "required": .bool(input.isRequired),
            "schema": .object(schema),
        ]
        if !input.note.isEmpty { parameter["description"] = .string(input.note) }
        if input.place == .query, input.kind == .object {
            // Each member is a parameter of its own.
            schema["additionalProperties"] = .object(["type": "string"])
            parameter["schema"] = .object(schema)
            parameter["style"] = "form"
            parameter["explode"] = true
        }
        return parameter
    }

    private static func body(_ route: Route) -> JSONObject? {
        let inputs = route.inputs.filter { $0.place == .body || $0.place == .file }
        guard !inputs.isEmpty else { return nil }
        let hasFiles = inputs.contains { $0.place == .file }
        var content = JSONObject()
        if let whole = inputs.first(where: { $0.name.isEmpty }) {
            content["application/json"] = .object(["schema": .object(whole.schema)])
        } else {
            let fields = inputs.filter { $0.place == .body }
            if !fields.isEmpty { content["application/json"] = .object(["schema": .object(Self.schema(of: fields))]) }
            if hasFiles { content["multipart/form-data"] = .object(["schema": .object(Self.schema(of: inputs))]) }
        }
        return ["required": .bool(inputs.contains { $0.isRequired }), "content": .object(content)]
    }

    private static func schema(of inputs: [InputDescription]) -> JSONObject {
        var properties = JSONObject()
        for input in inputs { properties[input.name] = .object(input.schema) }
        let required = inputs.filter(\.isRequired).map { JSONValue.string($0.name) }
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }

    private static func responses(_ route: Route, _ schemas: inout SchemaCollector) -> JSONObject {
        var responses = JSONObject()
        // A generic creation is 201; what else is posted may be an action, whose handler decides.
        let status = route.method != .post ? "200" : route.readsBodyFirst ? "201" : "2XX"
        switch route.answer {
        case .nothing: responses["204"] = .object(["description": "Done. The body is empty."])
        case .file(let type, let note):
            responses["200"] = .object(["description": .string(note), "content": .object([type: .object([:])])])
        default:
            let schema = schemas.schema(of: route.answer)
            responses[status] = .object([
                "description": .string(route.answer.sentence),
                "content": .object(["application/json": .object(["schema": .object(schema)])]),
            ])
        }
        for (status, name) in Self.problemNames(of: route) {
            responses[status] = .object(["$ref": .string("#/components/responses/\(name)")])
        }
        return responses
    }
}

extension OpenAPI {
    private static func problemNames(of route: Route) -> [(status: String, name: String)] {
        var names: [(status: String, name: String)] = []
        if !route.inputs.isEmpty { names.append(("400", "Invalid")) }
        if !route.permission.isForAnyone { names += [("401", "Unauthenticated"), ("403", "Forbidden")] }
        if route.inputs.contains(where: { $0.place == .path }) { names.append(("404", "NotFound")) }
        if !route.permission.isForAnyone { names.append(("422", "MalformedToken")) }
        return names
    }

    private static var problems: JSONObject {
        let message: JSONObject = [
            "type": "object",
            "properties": .object(["error": .object(["type": "boolean"]), "message": .object(["type": "string"])]),
        ]
        let token: JSONObject = ["type": "object", "properties": .object(["msg": .object(["type": "string"])])]
        func problem(_ description: String, _ schema: JSONObject) -> JSONValue {
            .object([
                "description": .string(description),
                "content": .object(["application/json": .object(["schema": .object(schema)])]),
            ])
        }
        return [
            "Invalid": problem("The request asks for something that cannot be done as it is.", message),
            "Unauthenticated": problem("The token is missing, expired or revoked.", token),
            "Forbidden": problem("The caller may not do this.", message),
            "NotFound": problem("There is no such object.", message),
            "MalformedToken": problem("The token is none, badly signed or of another kind.", token),
        ]
    }
}

extension Route {
    /// The group that a reader finds the route in: the noun of its address.
    package var group: String {
        let parts = self.path.split(separator: "/").map(String.init)
        guard let first = parts.first else { return "server" }
        if ["config", "docs", "openapi.json", "stats", "status", "status.txt"].contains(first) { return "server" }
        return ["data", "actions"].contains(first) && parts.count > 1 ? parts[1] : first
    }

    /// `get_data_tasks_task_id`
    var operationID: String {
        let words = self.path.split { !$0.isLetter && !$0.isNumber }
        return ([self.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }
}
