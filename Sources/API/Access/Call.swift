import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// One visit to the database on behalf of a request: the snapshot or the transaction, and who asks.
///
/// Lives on the connection's thread. The permission, the handler and the answer share it.
package final class Call<Data: Reader> {
    package let data: Data
    package let arrival: Arrival
    /// Nil for an anonymous caller, whom only routes for anyone let through.
    package let identity: Caller?
    package let dependencies: Dependencies

    package init(data: Data, arrival: Arrival, identity: Caller?, dependencies: Dependencies) {
        self.data = data
        self.arrival = arrival
        self.identity = identity
        self.dependencies = dependencies
    }

    /// The caller of a route that is not for anyone.
    ///
    /// - Throws: ``Problem`` 401 for an anonymous caller.
    package var caller: Caller {
        get throws {
            guard let identity = self.identity else { throw Problem(TokenError.missing(.access, withoutBearer: false)) }
            return identity
        }
    }
}

/// A read: one consistent snapshot.
package typealias Reading = Call<Reader>
/// A change: one transaction, whose events leave after its commit.
package typealias Writing = Call<Transaction>
