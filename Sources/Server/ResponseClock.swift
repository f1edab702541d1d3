import API
import Database
import Synchronization

/// The header `Date`, written once a second.
enum ResponseClock {
    private static let moment = Mutex<(second: Int64, text: String)>((.min, ""))

    static var date: String {
        let now = Timestamp.now()
        return self.moment.withLock { moment in
            if moment.second != now.seconds { moment = (now.seconds, HTTPDate.text(now)) }
            return moment.text
        }
    }
}
