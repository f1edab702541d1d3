import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Call {
    /// Checks a permission about a production that the address does not name: one in the body.
    ///
    /// - Throws: ``Problem`` 403, and 404 when there is no such production.
    func require(_ permission: Permission, ofProject id: UUID) throws {
        try permission.check(
            self.identity, in: self.data, on: RouteObject(project: ProjectRow.project(of: id), id: id))
    }

    /// The same about the production that a new row's body names.
    ///
    /// - Throws: ``Problem`` 400 when it names none, or something that is no id; 403.
    func require(_ permission: Permission, ofProjectIn body: JSONObject) throws {
        // Compat: the bare name of the field that is missing.
        guard let json = body["project_id"] else { throw Problem(.badRequest, .bare("'project_id'")) }
        try self.require(permission, ofOptionalProject: json)
    }

    /// The same where a row may be of no production: those are the administrators'.
    ///
    /// - Throws: ``Problem`` 400 for something that is no id; 403.
    func require(_ permission: Permission, ofOptionalProject json: JSONValue?) throws {
        // The database refuses what an administrator makes for a production that is not there.
        guard let json, !json.isNull else {
            guard try self.caller.isAdmin else { throw Problem.forbidden }
            return
        }
        guard let id = json.stringValue.flatMap(UUID.init(strict:)) else { throw Problem.malformedValue }
        if try self.caller.isAdmin { return }
        guard try self.data.exists("SELECT 1 FROM project WHERE id = \(id)") else { throw Problem.forbidden }
        try self.require(permission, ofProject: id)
    }
}
