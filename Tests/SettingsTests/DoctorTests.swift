import Glibc
import Testing

@testable import Settings

@Suite struct DoctorTests {
    @Test("A healthy machine has nothing to mend, and looking leaves nothing behind")
    func healthy() throws {
        let folder = try TemporaryFolder()
        let storage = reading(["TSUBAME_DATA": folder.path]).settings.storage

        let checks = Doctor.folders(storage)

        #expect(checks.map(\.name) == ["data folder", "preview folder", "temporary folder"])
        #expect(!checks.contains { $0.outcome == .failed })
        #expect(folder.names == [])
    }

    @Test("A file in the place of a folder, and a folder that nobody can make, are failures")
    func folders() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")

        let file = Doctor.folder("data folder", folder.path + "/file", setting: "TSUBAME_DATA")
        let impossible = Doctor.folder("data folder", "/proc/tsubame/data", setting: "TSUBAME_DATA")

        #expect(file.outcome == .failed)
        #expect(file.sentence.hasSuffix("is not a folder."))
        #expect(impossible.outcome == .failed)
        #expect(impossible.remedy?.contains("TSUBAME_DATA") == true)
    }

    @Test(
        "Little space is a warning, no space a failure",
        arguments: [
            (100 << 30, DoctorCheck.Outcome.ok), (4 << 30, .warning), (400 << 20, .failed), (nil, .warning),
        ] as [(Int?, DoctorCheck.Outcome)])
    func space(_ free: Int?, _ outcome: DoctorCheck.Outcome) {
        #expect(Doctor.space("data folder", "/data", free: free).outcome == outcome)
    }

    @Test("A clock before 2026, or behind the newest file, is a failure")
    func clock() {
        #expect(Doctor.clock(now: 1_000_000_000, newestFile: nil).outcome == .failed)
        #expect(Doctor.clock(now: 1_800_000_000, newestFile: 1_800_000_061).outcome == .failed)
        #expect(Doctor.clock(now: 1_800_000_000, newestFile: 1_800_000_060).outcome == .ok)
        #expect(Doctor.clock(now: 1_800_000_000, newestFile: nil).outcome == .ok)
    }

    @Test("A program that does not run, fails or takes too long has no version")
    func tools() {
        #expect(Doctor.tool("no-such-program").outcome == .warning)
        #expect(Program.firstLine(of: "sh", ["-c", "echo one; echo two"], seconds: 5) == "one")
        #expect(Program.firstLine(of: "sh", ["-c", "echo one; exit 3"], seconds: 5) == nil)
        #expect(Program.firstLine(of: "sleep", ["60"], seconds: 1) == nil)
    }

    @Test("A port that is taken is told, and so are addresses of other machines")
    func ports() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        try #require(isListening)
        let port = Int(UInt16(bigEndian: address.sin_port))

        #expect(Listening.attempt(host: "127.0.0.1", port: port) == .refused(EADDRINUSE))
        #expect(Doctor.port("API port", "127.0.0.1", port, setting: "TSUBAME_PORT").outcome == .warning)
        #expect(Doctor.port("API port", "192.0.2.1", port, setting: "TSUBAME_PORT").outcome == .failed)
        #expect(Doctor.port("API port", "no.such.host.invalid", port, setting: "TSUBAME_PORT").outcome == .failed)
    }

    @Test("Two doors on one port are a failure")
    func samePort() {
        let server = reading(["TSUBAME_PORT": "5001", "EVENT_STREAM_PORT": "5001"]).settings.server

        #expect(Doctor.ports(server).last?.sentence == "Port 5001 is the API's already.")
    }

    @Test("A weak or open key is a failure, a missing one is not")
    func secret() throws {
        let folder = try TemporaryFolder()
        let file = SecretFile(folder: folder.path)

        let missing = Doctor.secret(.file(file), isDevelopment: false)
        try folder.write("0123456789abcdefghijklmnopqrstuv", to: "secret-key", mode: 0o644)
        let open = Doctor.secret(.file(file), isDevelopment: false)
        chmod(file.path, 0o600)
        let closed = Doctor.secret(.file(file), isDevelopment: false)

        #expect(missing.outcome == .ok)
        #expect(open.outcome == .failed)
        #expect(closed.outcome == .ok)
        #expect(Doctor.secret(.given("mysecretkey"), isDevelopment: false).outcome == .failed)
        #expect(Doctor.secret(.given("mysecretkey"), isDevelopment: true).outcome == .warning)
    }

    @Test("The report lines up, tells the remedy below and sums up")
    func report() {
        let report = DoctorReport([
            .ok("clock", "Fine."), .warning("API port", "Taken.", "Set TSUBAME_PORT."),
            .failed("data", "Full.", "Free it."),
        ])

        #expect(
            report.text == """
                ok       clock     Fine.
                warning  API port  Taken.
                                   → Set TSUBAME_PORT.
                failed   data      Full.
                                   → Free it.
                1 to mend before the server works, 1 worth a look.

                """)
        #expect(!report.isHealthy)
        #expect(DoctorReport([.ok("a", "b.")]).text.hasSuffix("All is well.\n"))
    }

    @Test("Settings that make no sense are in the report")
    func settings() {
        let checks = Doctor.settings(reading(["TSUBAME_PORT": "x", "TSUBAME_PROT": "1"]))

        #expect(checks.map(\.outcome) == [.failed, .warning])
        #expect(Doctor.settings(reading()).map(\.outcome) == [.ok])
    }
}
