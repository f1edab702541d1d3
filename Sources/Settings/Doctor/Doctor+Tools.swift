import Glibc

extension Doctor {
    /// Asks a program for its version. Movies need these programs; pictures do not.
    static func tool(_ name: String) -> DoctorCheck {
        guard let output = Program.firstLine(of: name, ["-version"], seconds: 5) else {
            return .warning(
                name, "\(name) does not run: movies cannot be made playable.",
                "Install it, on Debian with `apt install ffmpeg`.")
        }
        let words = output.split(separator: " ")
        guard let index = words.firstIndex(of: "version"), index + 1 < words.count else {
            return .warning(name, "\(name) does not tell its version.", "Install ffmpeg from your distribution.")
        }
        return .ok(name, "Version \(words[index + 1]).")
    }
}

/// A program that is run for a line of its output.
enum Program {
    /// The first line that the program writes; nil if it does not start, fails or takes too long. Blocks the calling thread.
    static func firstLine(of name: String, _ arguments: [String], seconds: Int) -> String? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = self.spawn(name, arguments, output: ends[1])
        close(ends[1])
        guard let child else { return nil }
        let output = self.read(ends[0], until: self.milliseconds() + seconds * 1000)
        if output == nil { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard let output, status == 0, let line = output.split(separator: UInt8(ascii: "\n")).first else { return nil }
        return String(decoding: line, as: UTF8.self)
    }

    private static func spawn(_ name: String, _ arguments: [String], output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        return posix_spawnp(&child, name, &actions, nil, words, environ) == 0 ? child : nil
    }

    /// All that is written until the writer ends; nil when the time runs out first.
    private static func read(_ descriptor: Int32, until deadline: Int) -> [UInt8]? {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let left = deadline - self.milliseconds()
            var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&event, 1, Int32(left)) > 0 else { return nil }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return count == 0 ? output : nil }
            if output.count < 1 << 16 { output += buffer[..<count] }
        }
    }

    private static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
