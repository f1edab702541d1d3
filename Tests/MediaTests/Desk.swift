import Foundation
import Media

/// A folder and threads for one test.
struct Desk {
    let folder: String
    let pool: MediaPool

    /// Closes the threads and removes the folder after `body`.
    static func with(limits: Picture.Limits = .init(), _ body: (Desk) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/media-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let desk = Desk(folder: folder, pool: MediaPool(limits: limits))
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(desk))
        } catch {
            result = .failure(error)
        }
        await desk.pool.close()
        try FileManager.default.removeItem(atPath: folder)
        try result.get()
    }

    func file(_ bytes: [UInt8], _ name: String = "upload") throws -> String {
        let path = self.folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    static func fixture(_ name: String) -> String {
        (Bundle.module.resourceURL ?? URL(fileURLWithPath: "/")).path + "/Fixtures/" + name
    }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: self.folder).sorted() }
    }
}
