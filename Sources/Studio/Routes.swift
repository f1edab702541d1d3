import API

/// Every route of the studio, domain by domain.
package let allRoutes: [Route] = [
    Login.routes
].flatMap { $0 }
