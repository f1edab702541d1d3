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
    Attachments.routes,
    Previews.routes,
    Uploads.routes,
    Pictures.routes,
    Avatars.routes,
].flatMap { $0 }
