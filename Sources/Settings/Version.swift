/// What this server says it is.
package enum Version {
    package static let tsubame = "0.1.0"
    /// The version of the API. Compat: clients compare it, dot by dot, with the features that they know.
    package static let api = "1.0.97"
}
