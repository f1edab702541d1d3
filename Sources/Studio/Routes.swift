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
    OpenTasks.routes,
    Comments.routes,
    Comments.table.routes,
    Comments.single,
    Comments.moving,
    TimeSpents.routes,
    TimeSpents.table.routes,
    MyTasks.routes,
    News.routes,
    News.table.routes,
    Notifications.routes,
    Notifications.table.routes,
    Notifications.subscriptions.routes,
    Subscriptions.routes,
].flatMap { $0 }
