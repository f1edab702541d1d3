extension InitialData {
    struct TaskStatus {
        let name: String
        let shortName: String
        /// `#RRGGBB`.
        let color: String
        /// The column that is true of it, beside those that are true of every new status.
        let flag: String?
        let isForConcepts: Bool

        init(
            _ name: String, _ shortName: String, _ color: String, flag: String? = nil, forConcepts: Bool = false
        ) {
            self.name = name
            self.shortName = shortName
            self.color = color
            self.flag = flag
            self.isForConcepts = forConcepts
        }
    }

    /// The same in every domain: six for tasks, three for concepts.
    static let taskStatuses: [TaskStatus] = [
        TaskStatus("Todo", "todo", "#f5f5f5", flag: "is_default"),
        TaskStatus("Work In Progress", "wip", "#3273dc", flag: "is_wip"),
        TaskStatus("Waiting For Approval", "wfa", "#ab26ff", flag: "is_feedback_request"),
        TaskStatus("Retake", "retake", "#ff3860", flag: "is_retake"),
        TaskStatus("Done", "done", "#22d160", flag: "is_done"),
        TaskStatus("Ready To Start", "ready", "#fbc02d"),
        TaskStatus("Neutral", "neutral", "#CCCCCC", flag: "is_default", forConcepts: true),
        TaskStatus("Approved", "approved", "#66BB6A", forConcepts: true),
        TaskStatus("Rejected", "rejected", "#E81123", forConcepts: true),
    ]
}
