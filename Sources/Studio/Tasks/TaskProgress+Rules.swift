import Database

/// How a status moves a task forward.
struct StatusFlags: Sendable, Equatable {
    var isWorkInProgress = false
    var isFeedbackRequest = false
    var isRetake = false
    var isDone = false
}

/// The dates and counts of a task that follow from the statuses it went through.
struct TaskProgress: Sendable, Equatable {
    var realStart: Timestamp?
    var end: Timestamp?
    var done: Timestamp?
    var retakes = 0
    var lastComment: Timestamp?

    /// Takes note of a comment that set a status.
    ///
    /// - Parameter isChange: Whether the task was in another status before.
    mutating func comment(_ status: StatusFlags, isChange: Bool, at moment: Timestamp) {
        if self.lastComment.map({ $0 < moment }) ?? true { self.lastComment = moment }
        self.reach(status, isChange: isChange, at: moment)
    }

    /// Takes note of a status, without a comment.
    mutating func reach(_ status: StatusFlags, isChange: Bool, at moment: Timestamp) {
        guard isChange else { return }
        if status.isWorkInProgress, self.realStart == nil { self.realStart = moment }
        if status.isFeedbackRequest { self.end = moment }
        if status.isRetake {
            self.retakes += 1
            self.end = nil
        }
        self.done = status.isDone ? moment : nil
    }
}
