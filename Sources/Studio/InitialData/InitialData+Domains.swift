extension InitialData {
    /// What a studio makes. Decides which departments, asset types and task types it starts with.
    package enum Domain: String, Sendable, CaseIterable {
        case animation2D = "2d"
        case animation3D = "3d"
        case vfx
        case games
    }

    struct Department {
        let name: String
        /// `#RRGGBB`.
        let color: String

        init(_ name: String, _ color: String) {
            self.name = name
            self.color = color
        }
    }

    struct TaskType {
        let name: String
        /// `#RRGGBB`.
        let color: String
        /// Its place in lists.
        let priority: Int64
        /// The kind of entity it is done on.
        let entity: String
        let department: String?

        init(_ name: String, _ color: String, _ priority: Int64, on entity: String, by department: String?) {
            self.name = name
            self.color = color
            self.priority = priority
            self.entity = entity
            self.department = department
        }
    }

    /// The entity types that are not asset types.
    static let kindsOfEntity = ["Shot", "Scene", "Sequence", "Episode", "Edit", "Concept", "ConceptFolder"]

    /// The one task that a concept has.
    static let conceptTaskType = TaskType("Concept", "#8D6E63", 1, on: "Concept", by: nil)
}

extension InitialData.Domain {
    var assetTypes: [String] {
        switch self {
        case .animation2D: ["Character", "Prop", "Background", "FX"]
        case .animation3D: ["Character", "Prop", "Environment", "FX"]
        case .vfx: ["Character", "Prop", "Environment", "FX", "Vehicle"]
        case .games: ["Character", "Prop", "Environment", "FX", "UI"]
        }
    }

    var departments: [InitialData.Department] {
        switch self {
        case .animation2D:
            [
                .init("Concept", "#8D6E63"), .init("Layout", "#7CB342"), .init("Animation", "#009688"),
                .init("Compositing", "#F06292"),
            ]
        case .animation3D: Self.departmentsOf3D
        case .vfx: Self.departmentsOf3D + [.init("Matchmove", "#5C6BC0"), .init("DMP", "#8D6E63")]
        case .games:
            [
                .init("Game Design", "#7B1FA2"), .init("Level Design", "#00897B"), .init("Character Art", "#78909C"),
                .init("Environment Art", "#43A047"), .init("Animation", "#009688"), .init("VFX", "#26C6DA"),
                .init("QA", "#E53935"),
            ]
        }
    }

    var taskTypes: [InitialData.TaskType] {
        switch self {
        case .animation2D: Self.taskTypesOf2D
        case .animation3D: Self.assetTaskTypesOf3D + Self.shotTaskTypesOf3D + [Self.edit(priority: 8)]
        case .vfx:
            Self.assetTaskTypesOf3D
                + [
                    .init("Matchmove", "#5C6BC0", 1, on: "Shot", by: "Matchmove"),
                    .init("Rotomation", "#7986CB", 2, on: "Shot", by: "Matchmove"),
                ]
                + Self.shotTaskTypesOf3D
                + [.init("DMP", "#A1887F", 8, on: "Shot", by: "DMP"), Self.edit(priority: 9)]
        case .games: Self.taskTypesOfGames
        }
    }

    private static let departmentsOf3D: [InitialData.Department] = [
        .init("Modeling", "#78909C"), .init("Animation", "#009688"), .init("FX", "#26C6DA"),
        .init("Compositing", "#F06292"), .init("Concept", "#8D6E63"), .init("Layout", "#7CB342"),
    ]

    private static let assetTaskTypesOf3D: [InitialData.TaskType] = [
        .init("Concept", "#8D6E63", 1, on: "Asset", by: "Concept"),
        .init("Modeling", "#78909C", 2, on: "Asset", by: "Modeling"),
        .init("Shading", "#64B5F6", 3, on: "Asset", by: "Modeling"),
        .init("Rigging", "#9CCC65", 4, on: "Asset", by: "Animation"),
    ]

    private static let shotTaskTypesOf3D: [InitialData.TaskType] = [
        .init("Storyboard", "#43A047", 1, on: "Shot", by: "Concept"),
        .init("Layout", "#7CB342", 2, on: "Shot", by: "Layout"),
        .init("Animation", "#009688", 3, on: "Shot", by: "Animation"),
        .init("Lighting", "#F9A825", 4, on: "Shot", by: "Compositing"),
        .init("FX", "#26C6DA", 5, on: "Shot", by: "FX"),
        .init("Rendering", "#F06292", 6, on: "Shot", by: "Compositing"),
        .init("Compositing", "#ff5252", 7, on: "Shot", by: "Compositing"),
    ]

    private static let taskTypesOf2D: [InitialData.TaskType] = [
        .init("Concept", "#8D6E63", 1, on: "Asset", by: "Concept"),
        .init("Storyboard", "#43A047", 1, on: "Shot", by: "Concept"),
        .init("Layout", "#7CB342", 2, on: "Shot", by: "Layout"),
        .init("Animation", "#009688", 3, on: "Shot", by: "Animation"),
        .init("Clean-up", "#4DB6AC", 4, on: "Shot", by: "Animation"),
        .init("Color", "#F9A825", 5, on: "Shot", by: "Compositing"),
        .init("Compositing", "#ff5252", 6, on: "Shot", by: "Compositing"),
        edit(priority: 7),
    ]

    private static let taskTypesOfGames: [InitialData.TaskType] = [
        .init("Game Design", "#7B1FA2", 1, on: "Asset", by: "Game Design"),
        .init("Level Design", "#00897B", 2, on: "Asset", by: "Level Design"),
        .init("Character Art", "#78909C", 3, on: "Asset", by: "Character Art"),
        .init("Environment Art", "#43A047", 4, on: "Asset", by: "Environment Art"),
        .init("Animation", "#009688", 5, on: "Asset", by: "Animation"),
        .init("VFX", "#26C6DA", 6, on: "Asset", by: "VFX"),
        .init("QA", "#E53935", 1, on: "Shot", by: "QA"),
    ]

    private static func edit(priority: Int64) -> InitialData.TaskType {
        .init("Edit", "#9b298c", priority, on: "Edit", by: "Compositing")
    }
}
