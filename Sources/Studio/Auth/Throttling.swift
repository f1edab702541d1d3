import API
import Credentials
import Database
import FoundationEssentials
import Settings

/// What the front door counts, by whom.
enum Attempts {
    /// Refused logins and codes, by the address they come from.
    case refusal
    /// One-time mails and challenges asked for, by the address they are asked from.
    case request
    /// One-time mails to an account, by its name, whether there is such an account or not.
    case mail(String)
    /// Wrong codes of somebody who is logged in.
    case proof(UUID)

    fileprivate func key(_ arrival: Arrival) -> Throttle.Key {
        switch self {
        case .refusal: Throttle.Key("refusal", of: arrival.remoteAddress ?? "")
        case .request: Throttle.Key("request", of: arrival.remoteAddress ?? "")
        case .mail(let name): Throttle.Key("mail", of: String(name.lowercased().prefix(255)))
        case .proof(let person): Throttle.Key("proof", of: person.text)
        }
    }

    fileprivate func limit(_ settings: AccountSettings) -> Throttle.Limit {
        switch self {
        case .refusal, .request: Throttle.Limit(settings.attemptsPerAddress, in: 60)
        case .mail: Throttle.Limit(settings.codesPerAccount, in: 900)
        case .proof: Throttle.Limit(20, in: 300)
        }
    }
}

extension Dependencies {
    /// - Throws: ``Problem`` 429 for whoever has tried too often.
    func refuseTooMany(_ attempts: Attempts, _ arrival: Arrival) throws {
        let limit = attempts.limit(self.settings.accounts)
        let wait = self.throttle.wait(attempts.key(arrival), limit, now: Timestamp.now().seconds)
        if let wait { throw Problem.tooMany(retryAfter: Int(wait)) }
    }

    func count(_ attempts: Attempts, _ arrival: Arrival) {
        let limit = attempts.limit(self.settings.accounts)
        self.throttle.count(attempts.key(arrival), limit, now: Timestamp.now().seconds)
    }
}

extension Errand {
    /// Lets an answer leave no sooner than some time after its request came, so that it does not tell by its time what
    /// was to be done.
    func answerEvenly(_ work: () async throws -> Response) async throws -> Response {
        let clock = ContinuousClock()
        let moment = clock.now.advanced(by: .milliseconds(200))
        let result: Result<Response, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        try await clock.sleep(until: moment)
        return try result.get()
    }
}

extension Settings {
    /// The site that security keys are registered with.
    var securityKeys: SecurityKeys { SecurityKeys(origin: self.mail.site, host: self.mail.siteHost) }
}
