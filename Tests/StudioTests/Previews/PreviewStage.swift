import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import NIOCore
import Stores
import Studio
import StudioTesting
import Testing

/// A production with an asset, a task on it and a comment, and someone in each role.
struct PreviewStage {
    let studio: TestStudio
    let project: ProjectRow.ID
    let asset: EntityRow.ID
    let task: TaskRow.ID
    let comment: CommentRow.ID
    /// Assigned to the task, and its comment's author.
    let artist: TestPerson
    /// On the team, as the others but the stranger; assigned to nothing.
    let colleague: TestPerson
    let manager: TestPerson
    let vendor: TestPerson
    let client: TestPerson
    let stranger: TestPerson

    init(_ studio: TestStudio) async throws {
        self.studio = studio
        self.artist = try await studio.person(.user, "Artist")
        self.colleague = try await studio.person(.user, "Colleague")
        self.manager = try await studio.person(.manager, "Manager")
        self.vendor = try await studio.person(.vendor, "Vendor")
        self.client = try await studio.person(.client, "Client")
        self.stranger = try await studio.person(.supervisor, "Stranger")
        self.project = try await studio.project(
            team: [self.artist, self.colleague, self.manager, self.vendor, self.client])
        self.asset = try await studio.asset(in: self.project)
        self.task = try await studio.task(
            on: self.asset, type: try await studio.taskType(), in: self.project, assignees: [self.artist])
        self.comment = try await Self.comment(on: self.task, by: self.artist, studio)
        studio.forget()
    }

    private static func comment(
        on task: TaskRow.ID, by person: TestPerson, _ studio: TestStudio
    ) async throws -> CommentRow.ID {
        try await studio.insert(
            CommentRow.self,
            [
                "object_id": .uuid(task.uuid), "object_type": .text("Task"), "person_id": .uuid(person.id),
                "text": .text("Look."),
            ])
    }

    func anotherComment(on task: TaskRow.ID? = nil) async throws -> CommentRow.ID {
        try await Self.comment(on: task ?? self.task, by: self.artist, self.studio)
    }

    /// A task of another project, which nobody of this one is on.
    func foreignTask() async throws -> TaskRow.ID {
        let project = try await self.studio.project("Elsewhere")
        return try await self.studio.task(
            on: try await self.studio.asset("Alien", in: project), type: try await self.studio.taskType(),
            in: project)
    }

    func addPreview(
        _ revision: Int? = nil, on comment: CommentRow.ID? = nil, as person: TestPerson? = nil
    ) async -> Reply {
        let body: JSONValue = revision.map { ["revision": .int(Int64($0))] } ?? [:]
        return await self.studio.post(
            "/actions/tasks/\(self.task)/comments/\(comment ?? self.comment)/add-preview", body,
            as: person ?? self.artist)
    }

    /// A preview that waits for its file.
    func preview() async throws -> UUID {
        let id = try #require(await self.addPreview().id)
        self.studio.forget()
        return id
    }

    /// A preview with its picture.
    func published(_ bytes: [UInt8] = Pixels.png(30, 20)) async throws -> UUID {
        let id = try await self.preview()
        let reply = try await self.upload(bytes, to: "/pictures/preview-files/\(id.text)", as: self.artist)
        try #require(reply.status == 201)
        self.studio.forget()
        return id
    }

    /// Sends a file as a form does: what nobody keeps is gone afterwards.
    func upload(
        _ bytes: [UInt8], named name: String = "pose.v2.png", to path: String, as person: TestPerson?
    ) async throws -> Reply {
        let file = try Pixels.write(bytes, named: "upload", in: self.studio.dependencies.store.incoming)
        let upload = UploadedFile(field: "file", filename: name, contentType: nil, path: file, size: bytes.count)
        let reply = await self.studio.send(.post, path, .form(fields: [], files: [upload]), as: person)
        try? FileManager.default.removeItem(atPath: file)
        return reply
    }

    /// The bytes of a file in the store; nil when it is not there.
    func stored(_ kind: BlobKey.Kind, _ id: UUID) throws -> [UInt8]? {
        let store = self.studio.dependencies.store
        guard try store.exists(BlobKey(kind, id)) else { return nil }
        let file = try store.open(BlobKey(kind, id))
        return try [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
            count = try file.read(at: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// How many files of any kind the store has for a preview.
    func storedCount(_ id: UUID) throws -> Int { try BlobKey.Kind.allCases.count { try self.stored($0, id) != nil } }

    /// What waits where files come in.
    func incoming() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.studio.dependencies.store.incoming)
    }

    /// A column of a preview as the database has it.
    func row(_ id: UUID) async throws -> (status: String, extension: String)? {
        try await self.studio.database.read { reader in
            try reader.one("SELECT status, extension FROM preview_file WHERE id = \(id)", String.self, String.self)
                .map { (status: $0.0, extension: $0.1) }
        }
    }
}

func withPreviewStage(on dialect: Dialect, _ body: (PreviewStage) async throws -> Void) async throws {
    try await withStudio(on: dialect) { try await body(PreviewStage($0)) }
}

extension Reply {
    var content: [UInt8] { Array(self.bytes.readableBytesView) }
}
