import API

/// Every route of the studio, domain by domain.
package let allRoutes: [Route] = [
    Status.routes,
    Login.routes,
    Assets.routes,
    Shots.routes,
    Sequences.routes,
    Episodes.routes,
    Casting.routes,
    CSVExport.routes,
].flatMap { $0 }
