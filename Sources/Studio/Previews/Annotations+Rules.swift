import API
import Database
import FoundationEssentials
import JSONBytes

/// The drawings on a preview, as Kitsu keeps them: `[{time, drawing: {objects: [{id, …}, …]}}, …]`, one entry a time.
///
/// Two people draw at once: each sends what he adds, changes and removes, and never the whole.
struct Annotations {
    private(set) var entries: [JSONObject]

    /// - Parameter stored: What the row holds; anything else than a list of objects counts as nothing.
    init(_ stored: JSONValue) {
        self.entries = (stored.arrayValue ?? []).compactMap(\.objectValue)
    }

    var json: JSONValue { .array(self.entries.map(JSONValue.object)) }

    /// Adds objects; those whose id is there already stay as they are, those without get one.
    ///
    /// - Throws: ``Problem`` 400 for what is no such entry. The same of the other two.
    mutating func add(_ additions: [JSONObject], newID: () -> UUID) throws {
        for addition in additions {
            let time = try self.time(of: addition, "additions")
            let objects = try self.objects(of: addition, "additions").map { object in
                var object = object
                if object["id"]?.stringValue == nil { object = object.with("id", .string(newID().text)) }
                return object
            }
            guard !objects.isEmpty else { continue }
            if let index = self.index(of: time) {
                var present = try self.objects(at: index)
                for object in objects where !present.contains(where: { $0["id"] == object["id"] }) {
                    present.append(object)
                }
                self.put(present, at: index)
            } else {
                self.entries.append(addition)
                self.put(objects, at: self.entries.count - 1)
            }
        }
    }

    /// Replaces objects by id; the last one drawn is on top. Objects that are not there are passed over.
    mutating func update(_ updates: [JSONObject]) throws {
        for update in updates {
            let time = try self.time(of: update, "updates")
            let objects = try self.objects(of: update, "updates")
            guard let index = self.index(of: time) else { continue }
            var present = try self.objects(at: index)
            for object in objects {
                guard let old = present.firstIndex(where: { $0["id"] == object["id"] }), object["id"] != nil else {
                    continue
                }
                present.remove(at: old)
                present.append(object)
            }
            self.put(present, at: index)
        }
    }

    /// Removes objects by id; an entry without any goes with its last one.
    mutating func remove(_ deletions: [JSONObject]) throws {
        for deletion in deletions {
            let time = try self.time(of: deletion, "deletions")
            let ids = (deletion["objects"]?.arrayValue ?? []).compactMap(\.stringValue)
            guard let index = self.index(of: time) else { continue }
            let rest = try self.objects(at: index).filter { object in
                guard let id = object["id"]?.stringValue else { return true }
                return !ids.contains(id)
            }
            if rest.isEmpty { self.entries.remove(at: index) } else { self.put(rest, at: index) }
        }
    }

    private func time(of entry: JSONObject, _ field: String) throws -> JSONValue {
        switch entry["time"] {
        case let time? where time.doubleValue != nil || time.stringValue != nil: return time
        default: throw Problem.invalid(fields: [(field, "Each one needs a time")])
        }
    }

    private func objects(of entry: JSONObject, _ field: String) throws -> [JSONObject] {
        guard let objects = entry["drawing"]?["objects"] else { return [] }
        guard case .success(let objects) = [JSONObject].read(objects) else {
            throw Problem.invalid(fields: [(field, "The objects of a drawing should be a list of dictionaries")])
        }
        return objects
    }

    private func objects(at index: Int) throws -> [JSONObject] {
        try self.objects(of: self.entries[index], "annotations")
    }

    private mutating func put(_ objects: [JSONObject], at index: Int) {
        var drawing = self.entries[index]["drawing"]?.objectValue ?? JSONObject()
        drawing["objects"] = .array(objects.map(JSONValue.object))
        self.entries[index]["drawing"] = .object(drawing)
    }

    private func index(of time: JSONValue) -> Int? {
        self.entries.firstIndex { entry in
            guard let own = entry["time"] else { return false }
            if let one = own.doubleValue, let other = time.doubleValue { return one == other }
            return own == time
        }
    }
}

extension JSONObject {
    fileprivate func with(_ name: String, _ value: JSONValue) -> JSONObject {
        var copy = self
        copy[name] = value
        return copy
    }
}
