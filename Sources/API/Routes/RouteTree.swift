import HTTPTypes

/// Finds the route of a path: literal segments before parameters, the longer literal part before the shorter.
package struct RouteTree: Sendable {
    /// A route and the names of what its address leaves open, in the address's order.
    fileprivate struct Entry: Sendable {
        let route: Route
        let names: [String]
    }
    fileprivate final class Node: Sendable {
        let literals: [String: Node]
        let patterns: [(segment: RoutePattern.Segment, node: Node)]
        let entries: [HTTPRequest.Method: Entry]

        init(_ draft: Draft) {
            self.literals = draft.literals.mapValues(Node.init)
            let sorted = draft.patterns.sorted { $0.segment.weight > $1.segment.weight }
            self.patterns = sorted.map { ($0.segment, Node($0.draft)) }
            self.entries = draft.entries
        }
    }
    /// A node while the tree is built.
    fileprivate final class Draft {
        var literals: [String: Draft] = [:]
        var patterns: [(segment: RoutePattern.Segment, draft: Draft)] = []
        var entries: [HTTPRequest.Method: Entry] = [:]

        /// Segments that match the same texts share a node, whatever they call what they match: `GET /data/tasks/{id}`
        /// and `PUT /data/tasks/{task_id}` are one place.
        func child(_ segment: RoutePattern.Segment) -> Draft {
            if case .literal(let text) = segment {
                if let known = self.literals[text] { return known }
                let made = Draft()
                self.literals[text] = made
                return made
            }
            let nameless = segment.nameless
            if let known = self.patterns.first(where: { $0.segment == nameless }) { return known.draft }
            let made = Draft()
            self.patterns.append((nameless, made))
            return made
        }
    }

    /// What stands at a path.
    package struct Place: Sendable {
        private let node: Node
        /// What stands in the path where addresses have parameters, decoded, in the path's order.
        private let values: [String]

        fileprivate init(_ node: Node, _ values: [String]) {
            self.node = node
            self.values = values
        }

        /// Nil when nothing answers the method here. HEAD is not asked for: it is GET.
        package subscript(_ method: HTTPRequest.Method) -> Route? { self.node.entries[method]?.route }

        /// What the `{name}` of the method's address stand for.
        package func parameters(_ method: HTTPRequest.Method) -> [String: String] {
            guard !self.values.isEmpty, let names = self.node.entries[method]?.names else { return [:] }
            return Dictionary(zip(names, self.values)) { first, _ in first }
        }

        /// As the `Allow` header tells them.
        package var methods: [HTTPRequest.Method] {
            var methods = Array(self.node.entries.keys)
            if self[.get] != nil { methods.append(.head) }
            methods.append(.options)
            return methods.sorted { $0.rawValue < $1.rawValue }
        }
    }

    private let root: Node

    /// - Precondition: No two routes share method and address, whatever the names of its parameters.
    package init(_ routes: [Route]) {
        let root = Draft()
        for route in routes {
            let pattern = RoutePattern(route.path)
            var draft = root
            for segment in pattern.segments { draft = draft.child(segment) }
            precondition(draft.entries[route.method] == nil, "two routes are \(route.method) \(route.path)")
            draft.entries[route.method] = Entry(route: route, names: pattern.names)
        }
        self.root = Node(root)
    }

    /// Any run of slashes at the start counts as one, and one at the end does not count. Compat: a slash written as
    /// `%2f` counts as one.
    ///
    /// - Returns: Nil when nothing is served there.
    package func place(at path: Substring) -> Place? {
        let decoded = path.utf8.contains(.percent) ? Substring(PercentDecoding.text(path)) : path
        var rest = decoded.utf8.drop { $0 == .slash }
        if rest.last == .slash { rest = rest.dropLast() }
        let parts = rest.isEmpty ? [] : rest.split(separator: .slash, omittingEmptySubsequences: false)
        var values: [String] = []
        guard let node = Self.find(self.root, parts[...], &values) else { return nil }
        return Place(node, values)
    }

    /// `values` grows by what the parameters on the way match.
    private static func find(_ node: Node, _ parts: ArraySlice<Substring.UTF8View>, _ values: inout [String]) -> Node? {
        guard let bytes = parts.first else { return node.entries.isEmpty ? nil : node }
        let part = String(Substring(bytes))
        if let next = node.literals[part], let end = self.find(next, parts.dropFirst(), &values) { return end }
        for (segment, next) in node.patterns {
            guard let found = segment.match(part) else { continue }
            let count = values.count
            values += found
            if let end = self.find(next, parts.dropFirst(), &values) { return end }
            values.removeSubrange(count...)
        }
        return nil
    }
}

extension RoutePattern.Segment {
    /// More for what matches less.
    fileprivate var weight: Int {
        switch self {
        case .literal: 1000
        case .parameter(let prefix, _, let suffix): (prefix.utf8.count + suffix.utf8.count) * 2
        case .dotted: 1
        }
    }
}
