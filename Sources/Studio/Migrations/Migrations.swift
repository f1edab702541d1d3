import Database

/// The steps that make a studio's database, in order. A step that was released is never changed.
package enum Migrations {
    package static let all: [Migration] = [.initial, .moreIndexes, .revokedTokens, .accounts]
}
