import Database
import Testing

@testable import Studio

@Suite struct TaskProgressTests {
    private static let wip = StatusFlags(isWorkInProgress: true)
    private static let review = StatusFlags(isFeedbackRequest: true)
    private static let retake = StatusFlags(isRetake: true)
    private static let done = StatusFlags(isDone: true)

    private static func moment(_ seconds: Int64) -> Timestamp { Timestamp(microseconds: seconds * 1_000_000) }

    @Test("Work begins once, ends when shown, and a retake takes the end back")
    func dates() {
        var progress = TaskProgress()

        progress.comment(Self.wip, isChange: true, at: Self.moment(1))
        progress.comment(Self.review, isChange: true, at: Self.moment(2))
        let shown = progress
        progress.comment(Self.retake, isChange: true, at: Self.moment(3))
        progress.comment(Self.wip, isChange: true, at: Self.moment(4))

        #expect(shown.end == Self.moment(2))
        #expect(
            progress
                == TaskProgress(
                    realStart: Self.moment(1), end: nil, done: nil, retakes: 1, lastComment: Self.moment(4)))
    }

    @Test("A task is done as long as its status says so")
    func doneDate() {
        var progress = TaskProgress()

        progress.comment(Self.done, isChange: true, at: Self.moment(1))
        let approved = progress
        progress.comment(StatusFlags(), isChange: true, at: Self.moment(2))

        #expect(approved.done == Self.moment(1))
        #expect(progress.done == nil)
    }

    @Test("A status that stays counts no second time")
    func staying() {
        var progress = TaskProgress(retakes: 1)

        progress.comment(Self.retake, isChange: false, at: Self.moment(1))

        #expect(progress.retakes == 1)
    }
}
