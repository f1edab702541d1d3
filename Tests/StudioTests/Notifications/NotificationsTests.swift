import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct NotificationsTests {
    @Test("A person reads his own notifications and marks them", arguments: Dialect.allCases)
    func mine(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let comment = try #require(try await desk.comment("wip", "look", by: desk.manager).id)
            _ = await studio.post(
                "/data/tasks/\(desk.task)/comments/\(comment.text)/reply", ["text": "so @Aki Test"], as: desk.supervisor
            )
            studio.forget()

            let list = await studio.get("/data/user/notifications", as: desk.artist).list
            let ofComment = await studio.get("/data/user/notifications?type=comment", as: desk.artist).list

            #expect(
                Set(list.compactMap { $0["notification_type"]?.stringValue }) == ["comment", "reply", "reply-mention"])
            #expect(ofComment.first?["comment_text"] == "look")
            #expect(ofComment.first?["reply_text"] == "")
            #expect(ofComment.first?["full_entity_name"] == "Character / Frog")
            let reply = list.first { $0["notification_type"] == "reply" }
            #expect(reply?["reply_text"] == "so @Aki Test")
            #expect(reply?["reply_mentions"] == [.string(desk.artist.id.text)])
            #expect(reply?.objectValue?.count == 28)
            let id = try #require(ofComment.first?["id"]?.stringValue)
            #expect(await studio.put("/data/user/notifications/\(id)", ["read": true], as: desk.vendor).status == 404)
            #expect(studio.events.isEmpty)
            #expect(await studio.put("/data/user/notifications/\(id)", ["read": true], as: desk.artist).status == 200)
            #expect(await studio.get("/data/user/notifications?read=true", as: desk.artist).list.count == 1)
            #expect(await studio.post("/actions/user/notifications/mark-all-as-read", as: desk.artist).status == 200)
            #expect(await studio.get("/data/user/notifications?read=false", as: desk.artist).text == "[]")
            #expect(studio.events == ["notification:read", "notification:all-read"])
        }
    }

    @Test("Clients hear only of what is for clients", arguments: Dialect.allCases)
    func clients(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            _ = await studio.post("/actions/user/tasks/\(desk.task)/subscribe", as: desk.client)

            try await desk.comment("wip", "for us", by: desk.manager)
            try await desk.comment("wip", "for you", by: desk.manager, more: ["for_client": true])

            let list = await studio.get("/data/user/notifications", as: desk.client).list
            #expect(list.map { $0["comment_text"] } == ["for you"])
        }
    }
}

@Suite struct SubscriptionsTests {
    @Test("A follower of a task hears of its comments until he leaves", arguments: Dialect.allCases)
    func task(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/actions/user/tasks/\(desk.task)"

            #expect(await studio.post("\(path)/subscribe", as: desk.colleague).status == 201)
            #expect(await studio.post("\(path)/subscribe", as: desk.colleague).status == 201)
            #expect(await studio.get("/data/user/tasks/\(desk.task)/subscribed", as: desk.colleague).text == "true")
            try await desk.comment("wip", by: desk.manager)
            #expect(await studio.delete("\(path)/unsubscribe", as: desk.colleague).status == 204)
            try await desk.comment("wip", by: desk.manager)

            #expect(await studio.get("/data/user/notifications", as: desk.colleague).list.count == 1)
            #expect(await studio.get("/data/user/tasks/\(desk.task)/subscribed", as: desk.colleague).text == "false")
        }
    }

    @Test("Nobody follows what he does not see", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let sequence = try await studio.sequence(in: desk.project)

            for person in [desk.outsider, desk.otherVendor] {
                #expect(await studio.post("/actions/user/tasks/\(desk.task)/subscribe", as: person).status == 403)
                let many = await studio.post(
                    "/actions/user/tasks/subscribe", ["task_ids": [.string(desk.task.uuid.text)]], as: person)
                #expect(many.status == 403)
                let all = await studio.post(
                    "/actions/user/sequences/\(sequence)/task-types/\(desk.type)/subscribe", as: person)
                #expect(all.status == 403)
            }

            #expect(try await desk.count("subscription") == 0)
        }
    }

    @Test("A follower of a sequence hears of its shots' tasks of that type", arguments: Dialect.allCases)
    func sequence(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let sequence = try await studio.sequence(in: desk.project)
            let shot = try await studio.shot(in: desk.project, sequence: sequence)
            let animation = try await studio.taskType("Animation", for: "Shot")
            let task = try await studio.task(on: shot, type: animation, in: desk.project)
            let wip = try await studio.status("wip").uuid.text

            let path = "/actions/user/sequences/\(sequence)/task-types/\(animation)"
            #expect(await studio.post("\(path)/subscribe", as: desk.colleague).status == 201)
            _ = await studio.post("/actions/tasks/\(task)/comment", ["task_status_id": .string(wip)])

            #expect(await studio.get("/data/user/notifications", as: desk.colleague).list.count == 1)
            let follows = "/data/user/entities/\(sequence)/task-types/\(animation)/subscribed"
            #expect(await studio.get(follows, as: desk.colleague).text == "true")
        }
    }
}
