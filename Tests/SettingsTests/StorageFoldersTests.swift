import Glibc
import Testing

@testable import Settings

@Suite struct StorageFoldersTests {
    @Test("The first start makes its folders for its user alone, and the second changes nothing")
    func made() throws {
        let folder = try TemporaryFolder()
        let storage = reading(["TSUBAME_DATA": folder.path + "/a/b"]).settings.storage
        defer {
            for name in ["/a/b/previews", "/a/b/tmp", "/a/b", "/a"] { rmdir(folder.path + name) }
        }

        try storage.makeFolders()
        chmod(storage.previewFolder, 0o755)
        try storage.makeFolders()

        #expect(try #require(Machine.status(storage.dataFolder)).st_mode & 0o777 == 0o700)
        #expect(try #require(Machine.status(storage.previewFolder)).st_mode & 0o777 == 0o755)
        #expect(Machine.status(storage.temporaryFolder) != nil)
    }

    @Test("A folder that cannot be made is told, each on a line")
    func refused() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        let environment = [
            "PREVIEW_FOLDER": folder.path + "/file", "TMP_DIR": "/proc/tsubame", "TSUBAME_DATA": folder.path,
        ]

        let faults = #expect(throws: SettingsFaults.self) { try reading(environment).settings.storage.makeFolders() }

        #expect(
            faults?.lines.map { $0.prefix { $0 != ":" } }
                == ["\(folder.path)/file cannot be made", "/proc/tsubame cannot be made"])
    }
}
