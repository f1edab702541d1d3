import Credentials
import Glibc

extension Doctor {
    private static let gigabyte = 1 << 30

    static func folders(_ storage: StorageSettings) -> [DoctorCheck] {
        [
            self.folder("data folder", storage.dataFolder, setting: "TSUBAME_DATA"),
            self.folder("preview folder", storage.previewFolder, setting: "PREVIEW_FOLDER"),
            self.folder("temporary folder", storage.temporaryFolder, setting: "TMP_DIR"),
            self.oneDisk(storage),
        ].compactMap { $0 }
    }

    /// A folder that does not exist is well as long as the first start can make it.
    static func folder(_ name: String, _ path: String, setting: String) -> DoctorCheck {
        guard let status = Machine.status(path) else {
            let parent = self.nearestFolder(above: path)
            guard Machine.canWrite(in: parent) else {
                return .failed(
                    name, "\(path) does not exist, and \(parent) cannot be written to.",
                    "Make it and give it to the server's user, or set \(setting).")
            }
            return .ok(name, "\(path) does not exist yet; the first start makes it.")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return .failed(name, "\(path) is not a folder.", "Move it away, or set \(setting).")
        }
        guard Machine.canWrite(in: path) else {
            return .failed(
                name, "\(path) cannot be written to.", "Give it to the server's user (chown), or set \(setting).")
        }
        return self.space(name, path, free: Machine.freeBytes(path))
    }

    static func space(_ name: String, _ path: String, free: Int?) -> DoctorCheck {
        guard let free else {
            return .warning(name, "\(path) does not tell how much space is left.", "Look with `df \(path)`.")
        }
        let shown = free >= self.gigabyte ? "\(free / self.gigabyte) GB" : "\(free >> 20) MB"
        if free < self.gigabyte / 2 {
            return .failed(name, "\(path) has only \(shown) left.", "Free some space: uploads are about to fail.")
        }
        if free < 5 * self.gigabyte {
            return .warning(name, "\(path) has only \(shown) left.", "Free some space, or move it to a larger disk.")
        }
        return .ok(name, "\(path) can be written to, \(shown) are free.")
    }

    /// An upload that ends on the disk it was written to is renamed; on another disk it is copied.
    private static func oneDisk(_ storage: StorageSettings) -> DoctorCheck? {
        guard let temporary = Machine.status(storage.temporaryFolder),
            let previews = Machine.status(storage.previewFolder), temporary.st_dev != previews.st_dev
        else { return nil }
        return .warning(
            "temporary folder",
            "\(storage.temporaryFolder) is on another disk than the previews: each upload is copied.",
            "Set TMP_DIR to a folder on the disk of PREVIEW_FOLDER.")
    }

    private static func nearestFolder(above path: String) -> String {
        var path = Substring(path)
        while let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            path = path[..<slash]
            if Machine.status(String(path)) != nil { return String(path) }
        }
        return "/"
    }
}

extension Doctor {
    static func secret(_ choice: SecretChoice, isDevelopment: Bool) -> DoctorCheck {
        let name = "secret key"
        switch choice {
        case .given(let secret):
            guard let weakness = SecretStrength.weakness(of: secret) else {
                return .ok(name, "SECRET_KEY is set and strong.")
            }
            let remedy = "Set it to what `openssl rand -base64 48` prints; everybody logs in again then."
            let sentence = "SECRET_KEY \(weakness)."
            return isDevelopment ? .warning(name, sentence, remedy) : .failed(name, sentence, remedy)
        case .file(let file):
            do {
                let isMade = try file.read() != nil
                return .ok(
                    name,
                    isMade ? "\(file.path) is strong and its owner's alone." : "The first start makes \(file.path).")
            } catch {
                return .failed(name, error.description, "See above; or set SECRET_KEY.")
            }
        }
    }
}

/// Questions to the file system.
enum Machine {
    static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    /// Tries it: permissions alone do not tell of read-only disks.
    static func canWrite(in folder: String) -> Bool {
        let path = SettingsReader.join(folder, ".doctor-" + Secrets.make(bytes: 9))
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer {
            close(descriptor)
            unlink(path)
        }
        return write(descriptor, "x", 1) == 1
    }

    /// Bytes that an ordinary user may still write; nil if the system does not say.
    static func freeBytes(_ path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (bytes, overflows) = UInt(status.f_bavail).multipliedReportingOverflow(by: UInt(status.f_frsize))
        return overflows ? .max : Int(clamping: bytes)
    }
}
