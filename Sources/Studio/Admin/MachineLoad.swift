import FoundationEssentials

/// How busy the machine is, as Linux tells it in `/proc`.
struct MachineLoad: Sendable {
    /// Over the last 1, 5 and 15 minutes.
    let load: [Double]
    /// Of each processor, in percent, since the machine started.
    let processors: [Double]
    /// In bytes.
    let total: Int64
    /// In bytes.
    let available: Int64

    var memoryPercent: Double {
        guard self.total > 0 else { return 0 }
        return (Double(self.total - self.available) * 1000 / Double(self.total)).rounded() / 10
    }

    /// Zeros where the system tells nothing.
    static func now() -> MachineLoad {
        let averages = Self.lines("/proc/loadavg").first.map(Self.words) ?? []
        let load = averages.prefix(3).compactMap { Double($0) }
        let memory = Self.lines("/proc/meminfo")
        return MachineLoad(
            load: load.count == 3 ? load : [0, 0, 0], processors: Self.processors(),
            total: Self.bytes("MemTotal:", memory), available: Self.bytes("MemAvailable:", memory))
    }

    private static func processors() -> [Double] {
        Self.lines("/proc/stat").map(Self.words).filter { $0.first?.hasPrefix("cpu") == true && $0.first != "cpu" }
            .map { words in
                let ticks = words.dropFirst().prefix(8).compactMap { Double($0) }
                let all = ticks.reduce(0, +)
                guard all > 0, ticks.count > 4 else { return 0 }
                let idle = ticks[3] + ticks[4]
                return ((all - idle) * 1000 / all).rounded() / 10
            }
    }

    private static func bytes(_ name: String, _ lines: [Substring]) -> Int64 {
        let words = lines.first { $0.hasPrefix(name) }.map(Self.words) ?? []
        return words.count > 1 ? (Int64(words[1]) ?? 0) * 1024 : 0
    }

    private static func lines(_ path: String) -> [Substring] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }

    private static func words(_ line: Substring) -> [Substring] { line.split(separator: " ") }
}
