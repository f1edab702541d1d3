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
    ProjectSettings.routes,
    ProjectLinks.routes,
    Descriptors.routes,
    Tables.routes,
    UserContext.routes,
    SearchFilters.routes,
    DaysOff.routes,
    DesktopLogins.routes,
    DepartmentTools.routes,
    Budgets.routes,
].flatMap { $0 }
