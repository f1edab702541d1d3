import API
import Database
import FoundationEssentials
import Glibc
import HTTPTypes
import JSONBytes
import Stores

/// The pictures of persons, projects and organisations.
package enum Avatars {
    package static let routes: [Route] =
        routes(of: PersonRow.self, "persons", post: .oneself, get: .loggedIn)
        + routes(of: ProjectRow.self, "projects", post: .projectManager, get: .any([.manager, .member]))
        + routes(of: OrganisationRow.self, "organisations", post: .admin, get: .loggedIn)
        + [
            .errand(
                .delete, "/actions/persons/{person_id}/clear-avatar", "Remove a person's picture.",
                .path("person_id", malformed: .notFound()),
                allow: .admin, answers: .nothing, handler: clear)
        ]

    private static func routes<Row: Shape>(
        of shape: Row.Type, _ noun: String, post: Permission, get: Permission
    ) -> [Route] {
        let address = "/pictures/thumbnails/\(noun)/{instance_id}"
        let show = Route.errand(
            .get, address, "The picture of a \(Row.name), 400 by 400 pixels.",
            .path("instance_id", malformed: .notFound()),
            allow: get, answers: .file("image/png", "The picture.")
        ) { (errand: Errand, id: Row.ID) in try await Self.picture(of: id, errand) }
        let upload = Route.errand(
            .post, address, "Give a \(Row.name) a picture. An earlier one is replaced.",
            .path("instance_id", malformed: .notFound()), .file("file", "Any picture."),
            allow: post, answers: .object("Where the picture is.", [SchemaMember("thumbnail_path", .text)])
        ) { (errand: Errand, id: Row.ID, file: UploadedFile?) in
            try await Self.upload(file, for: id, noun, errand)
        }
        let other = Row.table == "project" ? Self.refusal(at: address + ".png") : upload.also(at: address + ".png")
        return [show, show.also(at: address + ".png"), upload, other]
    }

    private static func refusal(at address: String) -> Route {
        .post(
            address, "Nothing is uploaded here.", Input<ProjectRow.ID>.path("instance_id", malformed: .notFound()),
            allow: .loggedIn, answers: .nothing
        ) { _, _ in
            throw Problem(
                .methodNotAllowed,
                .message(
                    "Upload project thumbnails on the url without extension: "
                        + "/pictures/thumbnails/projects/<project_id>."))
        }
    }

    private static func picture<Row: Shape>(of id: Identifier<Row>, _ errand: Errand) async throws -> Response {
        try await errand.read { call in
            guard try call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id) AND has_avatar = \(true)") else {
                throw Problem.notFound()
            }
        }
        // Clients ask under another address when they know of a new picture.
        return try await errand.file(BlobKey(.thumbnail, id.uuid), type: "image/png", isLasting: true)
    }

    /// The row and its file change together: the file is put as the transaction's last step. A file whose row knows
    /// of none is not served, and replaced by the next one.
    private static func upload<Row: Shape>(
        _ file: UploadedFile?, for id: Identifier<Row>, _ noun: String, _ errand: Errand
    ) async throws -> Response {
        try await errand.read { call in
            guard try call.data.exists("SELECT 1 FROM \(Row.self) WHERE id = \(id)") else { throw Problem.notFound() }
        }
        guard let file else { throw Problem.invalid("File not provided.") }
        let dependencies = errand.dependencies
        let path = try await dependencies.avatar(of: file.path)
        let key = BlobKey(.thumbnail, id.uuid)
        do {
            let response = try await errand.answer { call in
                guard try call.data.update(id, ["has_avatar": .bool(true)]) else { throw Problem.notFound() }
                try Self.announce(id, call.data, "set-thumbnail")
                // A transaction that others got in the way of runs again, when the file is in its place already.
                if access(path, F_OK) == 0 { try dependencies.store.put([(path, key)]) }
                let place = "pictures/thumbnails/\(noun)/\(id.uuid.text).png"
                return .value(.object(["thumbnail_path": .string(place)]), .created)
            }
            return response
        } catch {
            await dependencies.fileThreads.remove([path])
            throw error
        }
    }

    private static func clear(_ errand: Errand, id: PersonRow.ID) async throws -> Response {
        let store = errand.dependencies.store
        let response = try await errand.answer { call in
            guard try call.data.update(id, ["has_avatar": .bool(false)]) else { throw Problem.notFound() }
            try call.data.emit(.update, PersonRow.self, id.uuid)
            return .nothing
        }
        try await errand.write { call in
            // Unless somebody has uploaded another one meanwhile; who does so now waits for this transaction.
            let isCleared = try call.data.run(
                "UPDATE person SET has_avatar = has_avatar WHERE id = \(id) AND has_avatar = \(false)")
            if isCleared > 0 { try store.delete(BlobKey(.thumbnail, id.uuid)) }
        }
        return response
    }

    private static func announce<Row: Shape>(_ id: Identifier<Row>, _ tx: Transaction, _ word: String) throws {
        try tx.emit(.update, Row.self, id.uuid)
        try tx.emit(
            "\(Row.table):\(word)", ["\(Row.table)_id": .string(id.uuid.text)],
            project: try tx.project(of: id.uuid, Row.self))
    }
}

extension Permission {
    /// The person that the address names, and administrators.
    static let oneself = Permission.rule("that person, and administrators") { caller, _, object in
        caller.isAdmin || caller.id == object.id
    }
}
