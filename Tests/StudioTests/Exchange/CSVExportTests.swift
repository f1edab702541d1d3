import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct CSVExportTests {
    @Test("Shots come as a table with a column for each task type", arguments: Dialect.allCases)
    func shots(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user, "Aki")
            let project = try await studio.project("Swallows 2", team: [user])
            let episode = try await studio.episode("Pilot", in: project)
            let sequence = try await studio.sequence("SQ01", in: project, episode: episode)
            let shot = try await studio.shot("SH010", in: project, sequence: sequence)
            _ = try await studio.shot("SH020", in: project, sequence: sequence)
            let type = try await studio.taskType("Animation", for: "Shot")
            let task = try await studio.task(on: shot, type: type, in: project, assignees: [user])
            try await studio.database.write { tx in
                try tx.run("UPDATE task SET duration = 50 WHERE id = \(task)")
                try tx.run(
                    """
                    UPDATE entity SET nb_frames = 24, description = \("=1+1; \"x\""),
                        data = \(json: #"{"frame_in": 1, "frame_out": 24}"#) WHERE id = \(shot)
                    """)
            }

            let reply = await studio.get("/export/csv/projects/\(project)/shots.csv", as: user)

            #expect(reply.status == 200)
            #expect(reply.headers[.contentType] == "text/csv")
            #expect(reply.headers[.contentDisposition] == "attachment; filename=kitsu_swallows_2_shots.csv")
            let lines = reply.text.components(separatedBy: "\r\n")
            #expect(
                lines == [
                    "Project;Episode;Sequence;Name;Description;Time Spent;Frames;Frame In;Frame Out;FPS;"
                        + "Animation;Assignations",
                    #"Swallows 2;Pilot;SQ01;SH010;"'=1+1; ""x""";0.10;24;1;24;;todo;Aki Test"#,
                    "Swallows 2;Pilot;SQ01;SH020;;0.00;;;;;;",
                    "",
                ])
        }
    }

    @Test("Assets come as a table with the production's own columns", arguments: Dialect.allCases)
    func assets(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.person(.client)
            let project = try await studio.project(team: [client])
            let frog = try await studio.asset("Frog", in: project)
            for (name, field, isForClient) in [("Size", "size", true), ("Cost", "cost", false)] {
                _ = try await studio.insert(
                    MetadataDescriptorRow.self,
                    [
                        "project_id": .uuid(project.uuid), "entity_type": .text("Asset"), "name": .text(name),
                        "field_name": .text(field), "data_type": .text("number"), "for_client": .bool(isForClient),
                    ])
            }
            try await studio.database.write { tx in
                try tx.run(
                    "UPDATE entity SET data = \(json: #"{"size": -12.5, "cost": 3}"#) WHERE id = \(frog)")
            }

            let whole = await studio.get("/export/csv/projects/\(project)/assets.csv")
            let clients = await studio.get("/export/csv/projects/\(project)/assets.csv", as: client)

            #expect(
                whole.text == "Project;Type;Name;Description;Time Spent;Cost;Size\r\n"
                    + "Swallows;Character;Frog;;0.00;3;-12.5\r\n")
            #expect(
                clients.text == "Project;Type;Name;Description;Time Spent;Size\r\n"
                    + "Swallows;Character;Frog;;0.00;-12.5\r\n")
        }
    }

    @Test("Tables are for the team, but not for its vendors", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let stranger = try await studio.person(.manager)
            for name in ["shots", "assets"] {
                for role in Role.allCases where role != .admin {
                    let person = try await studio.person(role)
                    try await studio.join(person, project)

                    let reply = await studio.get("/export/csv/projects/\(project)/\(name).csv", as: person)

                    #expect(reply.status == (role == .vendor ? 403 : 200), "\(role)")
                }

                let outside = await studio.get("/export/csv/projects/\(project)/\(name).csv", as: stranger)

                #expect(outside.status == 403)
            }
        }
    }

    @Test(
        "A text that a spreadsheet would run gets an apostrophe, a number does not",
        arguments: [
            ("=1+1", "'=1+1"), ("+a", "'+a"), ("-a", "'-a"), ("@a", "'@a"), ("-3.5", "-3.5"), ("+3", "+3"),
            ("a=1", "a=1"),
            ("", ""), ("\t=1", "'\t=1"),
        ])
    func neutralized(_ cell: String, _ expected: String) {
        #expect(CSVLine.neutralized(cell) == expected)
    }

    @Test(
        "Names become parts of file names",
        arguments: [("Swallows 2", "swallows_2"), ("  Été / \"x\"", "t_x"), ("", "")])
    func slug(_ name: String, _ expected: String) {
        #expect(CSVLine.slug(name) == expected)
    }
}
