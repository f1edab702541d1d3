import Glibc

extension Doctor {
    /// 2026-01-01 UTC: this server did not exist before.
    private static let earliest = 1_767_225_600

    /// Logins expire by the clock, and everything is dated by it.
    static func clock(dataFolder: String) -> DoctorCheck {
        let files = ["secret-key", "tsubame.sqlite", "tsubame.sqlite-wal"].compactMap { name in
            Machine.status(SettingsReader.join(dataFolder, name)).map { Int($0.st_mtim.tv_sec) }
        }
        return self.clock(now: time(nil), newestFile: files.max())
    }

    /// Moments are seconds since 1970.
    static func clock(now: Int, newestFile: Int?) -> DoctorCheck {
        let name = "clock"
        let remedy = "Set the clock, and let systemd-timesyncd or chrony keep it."
        if now < self.earliest {
            return .failed(name, "The clock is before 2026.", remedy)
        }
        if let newestFile, newestFile > now + 60 {
            let behind = newestFile - now
            return .failed(name, "The clock is \(behind) s behind the newest file of the data folder.", remedy)
        }
        return .ok(name, "The clock makes sense.")
    }
}
