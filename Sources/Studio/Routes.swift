import API

/// Every route of the studio, domain by domain.
package let allRoutes: [Route] = [
    Status.routes,
    Login.routes,
    Previews.routes,
    Uploads.routes,
    Pictures.routes,
    Avatars.routes,
].flatMap { $0 }
