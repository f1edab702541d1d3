import API

/// Every route of the studio, domain by domain.
package let allRoutes: [Route] = [
    Status.routes,
    Login.routes,
    TaskKinds.types.routes,
    TaskKinds.statuses.routes,
    Tasks.table.routes,
    Tasks.creation,
    Tasks.routes,
    Assignments.routes,
    Batches.routes,
    EntityTasks.routes,
    Comments.routes,
    Comments.table.routes,
    Comments.single,
    TimeSpents.routes,
    TimeSpents.table.routes,
    MyTasks.routes,
    News.routes,
    News.table.routes,
    Persons.routes,
    Passwords.routes,
    Departments.routes,
    EntityTypes.routes,
    Projects.routes,
    ProjectTeam.routes,
].flatMap { $0 }
