import API
import Database
import FoundationEssentials

extension Call {
    /// Checks a permission about a production that the address does not name: one in the body.
    ///
    /// - Throws: ``Problem`` 403, and 404 when there is no such production.
    func require(_ permission: Permission, ofProject id: UUID) throws {
        try permission.check(
            self.identity, in: self.data, on: RouteObject(project: ProjectRow.project(of: id), id: id))
    }
}
