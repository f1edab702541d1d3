import Glibc
import Testing

@testable import Settings

/// A folder that is gone when the test ends.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        var template = Array("/tmp/tsubame-test-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        try #require(made != nil)
        self.path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in self.names { unlink("\(self.path)/\(name)") }
        rmdir(self.path)
    }

    var names: [String] {
        guard let folder = opendir(self.path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    func write(_ text: String, to name: String, mode: mode_t = 0o600) throws {
        let descriptor = open("\(self.path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
        try #require(descriptor >= 0)
        let bytes = Array(text.utf8)
        #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        fchmod(descriptor, mode)
        close(descriptor)
    }
}

@Suite struct SecretTests {
    private let strong = "0123456789abcdefghijklmnopqrstuv"

    @Test("The first start makes a key for its owner alone, and the next one finds it")
    func made() throws {
        let folder = try TemporaryFolder()
        let file = SecretFile(folder: folder.path)

        let missing = try file.read()
        let first = try file.load()
        let second = try file.load()

        #expect(missing == nil)
        #expect(first.utf8.count == 64)
        #expect(first == second)
        #expect(folder.names == ["secret-key"])
        #expect(try #require(Machine.status(file.path)).st_mode & 0o777 == 0o600)
    }

    @Test("Of many servers that start at once, all get the same key")
    func race() async throws {
        let folder = try TemporaryFolder()
        let file = SecretFile(folder: folder.path)

        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<32 { group.addTask { try file.load() } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }

        #expect(keys.count == 1)
        #expect(folder.names == ["secret-key"])
    }

    @Test(
        "A key that others can read is refused with the command that mends it",
        arguments: [0o640, 0o604, 0o666] as [mode_t])
    func open(_ mode: mode_t) throws {
        let folder = try TemporaryFolder()
        try folder.write(self.strong, to: "secret-key", mode: mode)
        let file = SecretFile(folder: folder.path)

        let faults = #expect(throws: SettingsFaults.self) { try file.load() }

        #expect(faults?.lines.first?.contains("can be read by others. Run `chmod 600 \(file.path)`") == true)
    }

    @Test("Half a key, a link or a folder in the place of the key is refused and left as it is")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let file = SecretFile(folder: folder.path)

        try folder.write("short", to: "secret-key")
        let short = #expect(throws: SettingsFaults.self) { try file.load() }
        unlink(file.path)
        symlink("/dev/null", file.path)
        #expect(throws: SettingsFaults.self) { try file.load() }

        #expect(short?.description.contains("has 5 bytes, and at least 32 are needed") == true)
        #expect(folder.names == ["secret-key"])
    }

    @Test("A folder that does not exist is told, with what to do")
    func noFolder() {
        let faults = #expect(throws: SettingsFaults.self) { try SecretFile(folder: "/nonexistent").load() }

        #expect(
            faults?.lines == [
                "/nonexistent/secret-key cannot be made: No such file or directory. "
                    + "Check the folder and its owner, or set SECRET_KEY."
            ])
    }

    @Test(
        "A weak key stops the start and is not repeated",
        arguments: [
            "mysecretkey", "0123456789abcdef", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ])
    func weak(_ secret: String) throws {
        let reading = reading(["SECRET_KEY": secret])

        let fault = try #require(reading.faults.first)

        #expect(reading.faults.count == 1)
        #expect(fault.hasPrefix("SECRET_KEY "))
        #expect(!fault.contains(secret))
        #expect(!SettingsTable.render(reading).contains(secret))
    }

    @Test("In development a weak key is a warning")
    func development() throws {
        let reading = reading(["SECRET_KEY": "mysecretkey", "DEBUG": "true"])

        #expect(try reading.checked().accounts.secret == .given("mysecretkey"))
        #expect(reading.warnings == ["SECRET_KEY is a key that stands in handbooks."])
    }
}
