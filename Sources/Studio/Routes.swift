import API

/// Every route of the studio, domain by domain.
package let allRoutes: [Route] = [
    Status.routes,
    Login.routes,
    Persons.routes,
    Passwords.routes,
    Departments.routes,
    EntityTypes.routes,
    Projects.routes,
    ProjectTeam.routes,
].flatMap { $0 }
