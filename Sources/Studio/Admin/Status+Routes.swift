import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Settings

/// What the server says of itself: its version, its health, its public settings.
package enum Status {
    package static let routes: [Route] = [
        .get("/", "The API and its version.", allow: .anyone, answers: .object("The version."), handler: index),
        .get(
            "/status", "Which parts of the server are up.", allow: .anyone,
            answers: .object("A truth value for each part."), handler: parts),
        .get(
            "/status.txt", "Which parts of the server are up, as text.", allow: .anyone,
            answers: .file("text/plain", "A line for each part."), handler: text),
        .get(
            "/status/influx", "Which parts of the server are up, as numbers.", allow: .anyone,
            answers: .object("1 or 0 for each part, and the time in seconds since 1970."), handler: numbers),
        .get(
            "/status/resources", "How busy the machine is.", allow: .anyone,
            answers: .object("Processor, memory and jobs."), handler: resources),
        .change(
            .get, "/status/test-event", "Send the event `main:test` to everyone who listens.", allow: .anyone,
            answers: .object("`success` is true."), handler: testEvent),
        .get(
            "/config", "What a client must know before anyone logs in.", allow: .anyone,
            answers: .object("The settings."), handler: configuration),
        .get(
            "/stats", "How many previews and comments there are.", allow: .admin,
            answers: .object("The numbers."), handler: statistics),
    ]

    /// Compat: the names that monitoring scripts look for.
    private static let apiName = "Zou"

    private static func index(_ call: Reading) -> Answer {
        .value(.object(["api": .string(self.apiName), "version": .string(Version.api)]))
    }

    /// Up is what this process does itself: this is answered on a snapshot of the database, so that it, memory and events
    /// are up; without the database the answer is a 503. There are no jobs and no search index yet.
    private static let health: [(name: String, isUp: Bool)] = [
        ("database-up", true), ("key-value-store-up", true), ("event-stream-up", true), ("job-queue-up", false),
        ("indexer-up", false),
    ]

    private static func parts(_ call: Reading) -> Answer {
        var object: JSONObject = ["name": .string(self.apiName), "version": .string(Version.api)]
        for part in self.health { object[part.name] = .bool(part.isUp) }
        return .value(.object(object))
    }

    private static func text(_ call: Reading) -> Answer {
        var lines = ["name: \(self.apiName)", "version: \(Version.api)"]
        // Compat: another order here.
        for name in ["database-up", "event-stream-up", "key-value-store-up", "job-queue-up", "indexer-up"] {
            let isUp = self.health.contains { $0.name == name && $0.isUp }
            lines.append("\(name): \(isUp ? "up" : "down")")
        }
        let text = lines.joined(separator: "\n") + "\n"
        return Answer(Head(headers: [.contentType: "text/plain; charset=utf-8"])) { _, output in
            output.json.verbatim(text)
        }
    }

    private static func numbers(_ call: Reading) -> Answer {
        var object = JSONObject()
        for part in self.health { object[part.name] = .int(part.isUp ? 1 : 0) }
        object["time"] = .double(Double(call.data.world.now().microseconds) / 1_000_000)
        return .value(.object(object))
    }

    private static func resources(_ call: Reading) -> Answer {
        let machine = MachineLoad.now()
        return .value(
            .object([
                "date": .string(call.data.world.now().text),
                "cpu": .object([
                    "percent": .array(machine.processors.map(JSONValue.double)),
                    "loadavg": .object([
                        "last 1 min": .double(machine.load[0]), "last 5 min": .double(machine.load[1]),
                        "last 10 min": .double(machine.load[2]),
                    ]),
                ]),
                "memory": .object([
                    "total": .int(machine.total), "used": .int(machine.total - machine.available),
                    "available": .int(machine.available), "percent": .double(machine.memoryPercent),
                ]),
                "jobs": .object(["running_jobs": 0]),
            ]))
    }

    private static func testEvent(_ call: Writing) throws -> Answer {
        try call.data.emit("main:test", ["data": "test"], kept: false)
        return .value(.object(["success": true]))
    }

    private static func configuration(_ call: Reading) throws -> Answer {
        let settings = call.dependencies.settings.frontend
        let isDark = try call.data.one(
            "SELECT dark_theme_by_default FROM \(OrganisationRow.self) ORDER BY created_at, id LIMIT 1", Bool?.self)
        var object: JSONObject = [
            "is_self_hosted": .bool(settings.isSelfHosted), "crisp_token": .string(settings.crispToken),
            "dark_theme_by_default": .bool((isDark ?? nil) ?? false), "indexer_configured": false,
            "saml_enabled": false, "saml_idp_name": "", "oidc_enabled": false, "oidc_idp_name": "",
            "default_locale": .string(settings.defaultLocale), "default_timezone": .string(settings.defaultTimezone),
            "enforce_2fa": .bool(call.dependencies.settings.accounts.enforcesFactor),
            "movie_highdef_bitrate": 28, "movie_lowdef_bitrate": 6,
            "preview_accounts_enabled": false,
        ]
        if let sentry = settings.sentry {
            object["sentry"] = .object(["dsn": .string(sentry.dsn), "sampleRate": .double(sentry.sampleRate)])
        }
        return .value(.object(object))
    }

    private static func statistics(_ call: Reading) throws -> Answer {
        func previews(_ extensions: [String]) throws -> JSONValue {
            .int(
                Int64(
                    try call.data.count(
                        "SELECT count(*) FROM \(PreviewFileRow.self) WHERE extension \(in: extensions)")))
        }
        return .value(
            .object([
                "number_of_video_previews": try previews(["mp4"]),
                "number_of_picture_previews": try previews(["png"]),
                "number_of_model_previews": try previews(["obj", "glb"]),
                "number_of_comments": .int(Int64(try call.data.count("SELECT count(*) FROM \(CommentRow.self)"))),
            ]))
    }
}
