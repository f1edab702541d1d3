import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ChatsTests {
    @Test("Who has joined a chat may write in it, and nobody else", arguments: Dialect.allCases)
    func messages(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let chat = "/data/entities/\(stage.asset)/chat"
            let outsider = try await studio.person(.manager)

            let early = await studio.post(chat + "/messages", ["message": "Hello?"], as: stage.artist)
            let joined = await studio.post("/actions/user/chats/\(stage.asset)/join", as: stage.artist)
            studio.forget()
            let said = await studio.post(chat + "/messages", ["message": "It flies."], as: stage.artist)
            let read = await studio.get(chat + "/messages", as: stage.colleague)
            let own = await studio.get("/data/user/chats", as: stage.artist)
            let foreign = await studio.get(chat + "/messages", as: outsider)

            #expect(early.message == "You are not a participant of this chat")
            #expect(joined.status == 200)
            #expect(said.status == 201 && said["text"] == "It flies.")
            #expect(studio.events == ["chat:new-message"])
            #expect(read.list.map { $0["text"] } == ["It flies."])
            #expect(own.list.first?["entity_name"] == "Character / Frog")
            #expect(foreign.status == 403)
        }
    }

    @Test("A message is taken back by its author or an administrator", arguments: Dialect.allCases)
    func takingBack(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let messages = "/data/entities/\(stage.asset)/chat/messages"
            for person in [stage.artist, stage.colleague] {
                _ = await studio.post("/actions/user/chats/\(stage.asset)/join", as: person)
            }
            let id = await studio.post(messages, ["message": "Oops"], as: stage.artist).id?.text ?? ""
            studio.forget()

            let refused = await studio.delete("\(messages)/\(id)", as: stage.colleague)
            let before = studio.events
            let gone = await studio.delete("\(messages)/\(id)", as: stage.artist)
            let again = await studio.delete("\(messages)/\(id)", as: stage.artist)

            #expect(refused.status == 403 && before.isEmpty)
            #expect(gone.status == 204)
            #expect(again.status == 404)
            #expect(studio.events == ["chat:deleted-message"])
        }
    }

    @Test("Somebody who left a team has no chats of it any more", arguments: Dialect.allCases)
    func left(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            _ = await studio.post("/actions/user/chats/\(stage.asset)/join", as: stage.artist)
            try await studio.database.write { tx in
                _ = try tx.run("DELETE FROM project_person_link WHERE person_id = \(stage.artist.id)")
            }

            let own = await studio.get("/data/user/chats", as: stage.artist)
            let chat = await studio.get("/data/entities/\(stage.asset)/chat", as: stage.artist)

            #expect(own.list.isEmpty)
            #expect(chat.status == 403)
        }
    }

    @Test("The file of a chat is for those who see what the chat is about", arguments: Dialect.allCases)
    func files(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let outsider = try await studio.person(.manager)
            _ = await studio.post("/actions/user/chats/\(stage.asset)/join", as: stage.artist)
            let message = await studio.post(
                "/data/entities/\(stage.asset)/chat/messages", ["message": "See this."], as: stage.artist)
            let file = await studio.post(
                "/data/attachment-files", ["name": "wind.txt", "chat_message_id": message["id"] ?? .null])
            let path = "/data/attachment-files/\(file.id?.text ?? "")"

            let read = await studio.get(path, as: stage.colleague)
            let refused = await studio.get(path, as: outsider)
            let gone = await studio.delete("/data/chat-messages/\(message.id?.text ?? "")")
            let left = await studio.get("/data/attachment-files")

            #expect(read["chat_message"]?["text"] == "See this." && read["comment"] == .null)
            #expect(refused.status == 403)
            #expect(gone.status == 204 && left.list.isEmpty)
        }
    }
}
