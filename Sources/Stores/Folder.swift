import Glibc

/// Folders that survive a power cut.
enum Folder {
    /// Makes `path` and what is missing above it; each new entry is on the disk when this returns.
    static func make(_ path: String) throws {
        if mkdir(path, 0o777) == 0 { return try Self.sync(Self.parent(of: path)) }
        switch errno {
        case EEXIST: return
        case ENOENT:
            try Self.make(Self.parent(of: path))
            try Self.make(path)
        default: throw StoreError.last("make the folder \(path)")
        }
    }

    /// Puts the names in the folder on the disk: what was renamed or deleted there stays so.
    static func sync(_ path: String) throws {
        try Descriptor(path, O_RDONLY | O_DIRECTORY).sync()
    }

    static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw StoreError.last("list \(path)") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
