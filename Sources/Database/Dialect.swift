/// The two databases the house speaks to.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgres
}
