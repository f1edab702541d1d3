import Foundation
import Stores
import Testing

@Suite struct StoreJournalTests {
    private static let ids = [
        UUID(uuidString: "9a5558d4-0000-4000-8000-000000000001"),
        UUID(uuidString: "9a5558d4-0000-4000-8000-000000000002"),
    ].compactMap { $0 }

    @Test("What was opened and not closed is found again, with its keys in their order")
    func reopened() throws {
        let scratch = try Scratch()
        let keys = [BlobKey(.squareThumbnail, Self.ids[0]), BlobKey(.attachment, Self.ids[1])]
        let journal = StoreJournal(of: scratch.store)
        let closed = try journal.open([BlobKey(.original, Self.ids[0])])
        let open = try journal.open(keys)

        journal.close(closed)
        let entries = try StoreJournal(of: scratch.store).entries()

        #expect(entries.map(\.keys) == [keys])
        #expect(entries == [open])
    }

    @Test("Sweeping the store leaves the journal alone, however old it is")
    func swept() throws {
        let scratch = try Scratch()
        let journal = StoreJournal(of: scratch.store)
        _ = try journal.open([BlobKey(.file, Self.ids[0])])
        let old = Date(timeIntervalSinceNow: -3 * 86_400)
        for name in try scratch.files() {
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: scratch.folder + "/previews/" + name)
        }

        let removed = try scratch.store.sweep()

        #expect(removed == 0)
        #expect(try journal.entries().count == 1)
    }

    @Test("An entry that was cut short holds the keys that are whole")
    func torn() throws {
        let scratch = try Scratch()
        let text = "original \(Self.ids[0].uuidString)\nthumbnails 9a55"
        try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.store.incoming + "/journal-torn"))

        let entries = try StoreJournal(of: scratch.store).entries()

        #expect(entries.map(\.keys) == [[BlobKey(.original, Self.ids[0])]])
    }
}
