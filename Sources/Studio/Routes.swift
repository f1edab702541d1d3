import API

/// Every route of the studio, domain by domain.
package let allRoutes: [Route] = [
    Status.routes,
    Login.routes,
].flatMap { $0 }
