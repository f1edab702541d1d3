import Glibc

extension StorageSettings {
    /// Makes the folders that are missing, for the server's user alone, and their parents. Those that exist stay as they are.
    ///
    /// - Throws: ``SettingsFaults``, a line for each folder that cannot be made.
    package func makeFolders() throws(SettingsFaults) {
        var lines: [String] = []
        var folders = [self.dataFolder, self.previewFolder, self.temporaryFolder]
        if case .sqlite(let path) = self.database, let slash = path.lastIndex(of: "/") {
            let folder = String(path[..<slash])
            if !folders.contains(folder) { folders.append(folder) }
        }
        for folder in folders {
            if let reason = Self.make(folder) {
                lines.append("\(folder) cannot be made: \(reason). Make it and give it to the server's user.")
            }
        }
        guard lines.isEmpty else { throw SettingsFaults(lines: lines) }
    }

    /// Why it cannot be made; nil when it is there.
    private static func make(_ folder: String) -> String? {
        var path = ""
        for name in folder.split(separator: "/") {
            path += "/" + name
            guard mkdir(path, 0o700) != 0, Machine.status(path) == nil else { continue }
            return String(cString: strerror(errno))
        }
        guard path.isEmpty || Machine.status(path).map({ $0.st_mode & S_IFMT == S_IFDIR }) ?? false else {
            return "there is a file of that name"
        }
        return nil
    }
}
