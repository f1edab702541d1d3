import Credentials
import Glibc

/// The key of a server that was given none: made at its first start, and kept in the data folder for its owner alone.
package struct SecretFile: Hashable, Sendable {
    package let folder: String
    package var path: String { SettingsReader.join(self.folder, "secret-key") }

    package init(folder: String) { self.folder = folder }

    /// Reads the key, and makes one if there is none. Of several servers that start at once, one makes the key and all read it.
    ///
    /// - Throws: ``SettingsFaults`` with one line.
    /// - Returns: The key.
    package func load() throws(SettingsFaults) -> String {
        if let secret = try self.read() { return secret }
        try self.create(Secrets.make())
        guard let secret = try self.read() else { throw self.fault("was removed while it was read", "Start again.") }
        return secret
    }

    /// Reads the key as it is.
    ///
    /// - Throws: ``SettingsFaults`` if it is not fit for use, or open to others.
    /// - Returns: Nil if there is no file.
    package func read() throws(SettingsFaults) -> String? {
        let descriptor = open(self.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw self.systemFault("cannot be read")
        }
        defer { close(descriptor) }
        try self.checkAccess(descriptor)
        let secret = try self.content(descriptor)
        if let weakness = SecretStrength.weakness(of: secret) {
            throw self.fault(weakness, "Remove the file to have another key made; everybody logs in again then.")
        }
        return secret
    }

    private func checkAccess(_ descriptor: Int32) throws(SettingsFaults) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw self.systemFault("cannot be examined") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw self.fault("is not a file", "Remove it.") }
        guard status.st_uid == geteuid() else {
            throw self.fault("belongs to another user", "Run the server as that user, or give the file to this one.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw self.fault(
                "can be read by others",
                "Run `chmod 600 \(self.path)`; remove the file instead if somebody may have read it.")
        }
    }

    private func content(_ descriptor: Int32) throws(SettingsFaults) -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw self.systemFault("cannot be read") }
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
        guard let text = String(validating: line, as: UTF8.self) else { throw self.fault("is not text", "Remove it.") }
        return text
    }

    /// Writes the key to a file of another name first: the name of the key never stands for half a key.
    private func create(_ secret: String) throws(SettingsFaults) {
        let draft = self.path + "." + Secrets.make(bytes: 9)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw self.systemFault("cannot be made") }
        defer {
            close(descriptor)
            unlink(draft)
        }
        let bytes = Array((secret + "\n").utf8)
        guard fchmod(descriptor, 0o600) == 0, write(descriptor, bytes, bytes.count) == bytes.count,
            fsync(descriptor) == 0
        else { throw self.systemFault("cannot be written") }
        // Unlike a renaming, a link never replaces what another start has made meanwhile.
        guard link(draft, self.path) == 0 || errno == EEXIST else { throw self.systemFault("cannot be made") }
        try self.syncFolder()
    }

    private func syncFolder() throws(SettingsFaults) {
        let descriptor = open(self.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw self.systemFault("cannot be made safe against a power cut") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw self.systemFault("cannot be made safe against a power cut") }
    }

    private func fault(_ problem: String, _ remedy: String) -> SettingsFaults {
        SettingsFaults(lines: ["\(self.path) \(problem). \(remedy)"])
    }

    private func systemFault(_ problem: String) -> SettingsFaults {
        let reason = String(cString: strerror(errno))
        return self.fault("\(problem): \(reason)", "Check the folder and its owner, or set SECRET_KEY.")
    }
}
