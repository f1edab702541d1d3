extension Tasks {
    /// The kinds of entities that are no assets, by the names of their entity types.
    static let otherKinds: Set<String> = ["Shot", "Sequence", "Episode", "Scene", "Edit", "Concept", "ConceptFolder"]

    /// Whether tasks of a type that is for `wanted` may be on entities of a type.
    static func fits(taskTypeFor wanted: String?, entityType name: String) -> Bool {
        guard let wanted, !wanted.isEmpty else { return true }
        return wanted == (self.otherKinds.contains(name) ? name : "Asset")
    }
}
