import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

/// Working files and output files as rows.
@Suite struct ProductionFilesTests {
    @Test("A working file is seen and changed by those of its task", arguments: Dialect.allCases)
    func working(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { files in
            let studio = files.studio
            let (outsider, vendor) = (try await studio.person(.user), try await studio.person(.vendor))
            try await studio.join(vendor, files.project)
            let path = "/data/working-files/\(files.working)"
            studio.forget()

            let read = await studio.get(path, as: files.artist)
            let refused = [
                await studio.get(path, as: outsider), await studio.get(path, as: vendor),
                await studio.put(path, ["comment": "Mine now"], as: files.colleague),
                await studio.delete(path, as: files.artist),
            ]
            let changed = await studio.put(path, ["comment": "Better"], as: files.artist)

            #expect(read["outputs"]?.arrayValue == [.string(files.output.uuid.text)])
            #expect(refused.map(\.status) == [403, 403, 403, 403])
            #expect(changed["comment"] == "Better")
            #expect(studio.events == ["working-file:update"])
            #expect(studio.fullEvents.first?.payload["project_id"] == nil)
        }
    }

    @Test("Files are listed to those who see their tasks and entities", arguments: Dialect.allCases)
    func lists(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { files in
            let studio = files.studio
            let (outsider, vendor) = (try await studio.person(.manager), try await studio.person(.vendor))

            for path in ["/data/working-files", "/data/output-files"] {
                let own = await studio.get(path, as: files.colleague)
                let foreign = await studio.get(path, as: outsider)
                let ofVendor = await studio.get(path, as: vendor)

                #expect(own.list.count == 1, "\(path)")
                #expect(foreign.status == 200 && foreign.list.isEmpty, "\(path)")
                #expect(ofVendor.status == 403, "\(path)")
            }
        }
    }

    @Test("An output file holds the working file that it was made from", arguments: Dialect.allCases)
    func nested(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { files in
            let output = await files.studio.get("/data/output-files/\(files.output)", as: files.colleague)
            let working = await files.studio.get("/data/working-files?name=main", as: files.colleague)

            #expect(output["source_file"] == working.list.first)
            #expect(output["source_file"]?["type"] == "WorkingFile")
            #expect(output["source_file"]?["created_at"]?.stringValue?.utf8.count == 19)
        }
    }

    @Test("Nobody moves a file to where he has no say", arguments: Dialect.allCases)
    func moves(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { files in
            let studio = files.studio
            let (task, asset) = try await files.foreignTask()
            let path = "/data/working-files/\(files.working)"
            studio.forget()

            let moved = await studio.put(path, ["task_id": .string(task.uuid.text)], as: files.artist)
            let tied = await studio.put(path, ["entity_id": .string(asset.uuid.text)], as: files.artist)
            let after = await studio.get(path)

            #expect([moved.status, tied.status] == [403, 404])
            #expect(studio.events.isEmpty)
            #expect(after["entity_id"]?.stringValue == files.asset.uuid.text)
            #expect(after["task_id"]?.stringValue == files.task.uuid.text)
        }
    }

    @Test("Codes that are none are refused in words", arguments: Dialect.allCases)
    func choices(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { files in
            let studio = files.studio

            let working = await studio.put("/data/working-files/\(files.working)", ["validation_status": "perhaps"])
            let output = await studio.put("/data/output-files/\(files.output)", ["quality": "best"])
            let loose = await studio.post(
                "/data/output-files",
                ["name": "loose", "revision": 1, "file_status_id": .string(files.status.uuid.text)])

            #expect(working.message == "Invalid validation_status")
            #expect(output.message == "Invalid quality")
            #expect(loose.status == 404)
        }
    }

    @Test("A working file that goes leaves its output files behind", arguments: Dialect.allCases)
    func deletion(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { files in
            let gone = await files.studio.delete("/data/working-files/\(files.working)")
            let left = await files.studio.get("/data/output-files/\(files.output)")

            #expect(gone.status == 204)
            #expect(left["source_file_id"] == .null && left["source_file"] == .null)
        }
    }
}

/// A production with a task that somebody works on in a file.
struct FileStage: Sendable {
    let studio: TestStudio
    let project: ProjectRow.ID
    let asset: EntityRow.ID
    let task: TaskRow.ID
    let status: FileStatusRow.ID
    let working: WorkingFileRow.ID
    let output: OutputFileRow.ID
    /// Assigned to the task.
    let artist: TestPerson
    /// On the team.
    let colleague: TestPerson

    init(_ studio: TestStudio) async throws {
        self.studio = studio
        self.artist = try await studio.person(.user, "Artist")
        self.colleague = try await studio.person(.user, "Colleague")
        self.project = try await studio.project(team: [self.artist, self.colleague])
        self.asset = try await studio.asset(in: self.project)
        self.task = try await studio.task(
            on: self.asset, type: try await studio.taskType(), in: self.project, assignees: [self.artist])
        self.status = try await studio.insert(FileStatusRow.self, ["name": .text("Ready"), "color": .text("#00aa00")])
        self.working = try await studio.insert(
            WorkingFileRow.self,
            [
                "name": .text("main"), "revision": .int(1), "task_id": .uuid(self.task.uuid),
                "entity_id": .uuid(self.asset.uuid),
            ])
        self.output = try await studio.insert(
            OutputFileRow.self,
            [
                "name": .text("main"), "revision": .int(1), "entity_id": .uuid(self.asset.uuid),
                "file_status_id": .uuid(self.status.uuid), "source_file_id": .uuid(self.working.uuid),
            ])
    }

    func foreignTask() async throws -> (TaskRow.ID, EntityRow.ID) {
        let project = try await self.studio.project("Cranes")
        let asset = try await self.studio.asset("Stranger", in: project)
        let type = try await self.studio.taskType()
        return (try await self.studio.task(on: asset, type: type, in: project), asset)
    }
}

func withFiles(on dialect: Dialect, _ body: (FileStage) async throws -> Void) async throws {
    try await withStudio(on: dialect) { studio in try await body(try await FileStage(studio)) }
}
