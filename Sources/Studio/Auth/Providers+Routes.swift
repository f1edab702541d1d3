import API
import Database
import HTTPTypes
import JSONBytes

/// Single sign-on, which is not there: its addresses say so.
package enum Providers {
    package static let routes: [Route] = [
        .get(
            "/auth/saml/login", "Log in with SAML: not enabled on this server.", allow: .anyone,
            answers: .object("Never answered."), handler: { _ in throw Self.withoutSAML }),
        .post(
            "/auth/saml/sso", "Come back from a SAML provider: not enabled on this server.", allow: .anyone,
            answers: .object("Never answered."), handler: { _ in throw Self.withoutSAML }),
        .get(
            "/auth/oidc/login", "Log in with OpenID Connect: not enabled on this server.", allow: .anyone,
            answers: .object("Never answered."), handler: { _ in throw Self.withoutOIDC }),
        .get(
            "/auth/oidc/callback", "Come back from an OpenID provider: not enabled on this server.", allow: .anyone,
            answers: .object("Never answered."), handler: { _ in throw Self.withoutOIDC }),
    ]

    private static let withoutSAML = Problem(.badRequest, .own(["error": "SAML is not enabled."]))
    private static let withoutOIDC = Problem(.badRequest, .own(["error": "OIDC is not enabled."]))
}
