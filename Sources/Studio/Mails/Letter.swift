import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes

/// Somebody whom a mail is for.
struct Addressee: Sendable {
    let id: UUID
    let name: String
    let email: String
    let language: Letter.Language

    /// - Returns: Nil for someone without an address, and for bots.
    static func of(_ person: UUID, _ reader: Reader) throws -> Addressee? {
        try reader.first(
            """
            SELECT first_name, email, locale FROM \(PersonRow.self)
            WHERE id = \(person) AND email IS NOT NULL AND is_bot = \(false)
            """
        ) { row in
            Addressee(
                id: person, name: try row.text(0), email: try row.text(1),
                language: Letter.Language(locale: try row.value(2, as: String?.self)))
        }
    }
}

/// The mails of this server, in words.
enum Letter: Sendable {
    enum Language: Sendable {
        case english, french

        init(locale: String?) {
            self = locale?.lowercased().hasPrefix("fr") ?? false ? .french : .english
        }
    }

    /// Six digits, the second factor.
    case mailCode(String)
    /// Where to choose another password, for someone who forgot his.
    case forgotten(link: String)
    /// Where someone who is new chooses his password.
    case invitation(link: String)
    /// That the person changed the password.
    case changed
    /// That an administrator did.
    case changedByAdministrator

    /// Seconds.
    static let mailCodeLifetime: Int64 = 300
    /// Seconds.
    static let linkLifetime: Int64 = 2 * 3600
    /// Seconds.
    static let invitationLifetime: Int64 = 7 * 86_400

    private var lifetime: Int64 {
        switch self {
        case .mailCode: Self.mailCodeLifetime
        case .forgotten: Self.linkLifetime
        case .invitation: Self.invitationLifetime
        case .changed, .changedByAdministrator: 86_400
        }
    }
}

extension Call where Data == Transaction {
    /// Writes a letter to somebody, with the change that it tells of.
    func send(_ letter: Letter, to addressee: Addressee) throws {
        let studio = try self.data.one(
            "SELECT name FROM \(OrganisationRow.self) ORDER BY created_at, id LIMIT 1", String.self)
        try self.send(
            letter.mail(to: addressee, studio: studio ?? "Kitsu", address: self.arrival.remoteAddress))
    }
}

extension Letter {
    /// - Parameters:
    ///   - addressee: Whom it is for.
    ///   - studio: What the organisation is called.
    ///   - address: Where the request came from.
    fileprivate func mail(to addressee: Addressee, studio: String, address: String?) -> Mail {
        let from = address ?? (addressee.language == .french ? "inconnue" : "unknown")
        let words =
            addressee.language == .french
            ? self.french(addressee, studio, from) : self.english(addressee, studio, from)
        let greeting = addressee.language == .french ? "Bonjour \(addressee.name)," : "Hello \(addressee.name),"
        let farewell = addressee.language == .french ? "Cordialement," : "Best regards,"
        return Mail(
            recipient: addressee.email, subject: words.subject,
            body: "\(greeting)\n\n\(words.body)\n\n\(farewell)\n\(studio)\n", lifetime: self.lifetime)
    }

    private func english(
        _ addressee: Addressee, _ studio: String, _ from: String
    ) -> (subject: String, body: String) {
        let unasked = "If it was not you, tell your administrator."
        switch self {
        case .mailCode(let code):
            return (
                "\(studio) - Kitsu: your verification code",
                "Your verification code is: \(code)\n\nIt is good for five minutes, and once.\n"
                    + "Somebody at the address \(from) asked for it. \(unasked)"
            )
        case .forgotten(let link):
            return (
                "\(studio) - Kitsu: password recovery",
                "Choose another password here:\n\n\(link)\n\nThe link is good for two hours, and once.\n"
                    + "Somebody at the address \(from) asked for it. If it was not you, leave it: nothing changes."
            )
        case .invitation(let link):
            return (
                "You are invited by \(studio) to join their Kitsu platform",
                "\(studio) would like to have you on board.\n\nYour login is: \(addressee.email)\n\n"
                    + "Choose your password here:\n\n\(link)\n\nThe link is good for seven days, and once."
            )
        case .changed:
            return (
                "\(studio) - Kitsu: password changed",
                "Your password has been changed, from the address \(from). \(unasked)"
            )
        case .changedByAdministrator:
            return (
                "\(studio) - Kitsu: password changed by an administrator",
                "An administrator has given you another password, from the address \(from)."
            )
        }
    }

    private func french(
        _ addressee: Addressee, _ studio: String, _ from: String
    ) -> (subject: String, body: String) {
        let unasked = "Si ce n'était pas vous, parlez-en à votre administrateur."
        switch self {
        case .mailCode(let code):
            return (
                "\(studio) - Kitsu : votre code de vérification",
                "Votre code de vérification : \(code)\n\nIl est valable cinq minutes, et une seule fois.\n"
                    + "Il a été demandé depuis l'adresse \(from). \(unasked)"
            )
        case .forgotten(let link):
            return (
                "\(studio) - Kitsu : récupération de mot de passe",
                "Choisissez un autre mot de passe ici :\n\n\(link)\n\n"
                    + "Le lien est valable deux heures, et une seule fois.\n"
                    + "Il a été demandé depuis l'adresse \(from). Si ce n'était pas vous, n'en faites rien : "
                    + "rien ne change."
            )
        case .invitation(let link):
            return (
                "Vous êtes invité par \(studio) à rejoindre leur plateforme Kitsu",
                "\(studio) aimerait vous compter dans son équipe.\n\nVotre identifiant : \(addressee.email)\n\n"
                    + "Choisissez votre mot de passe ici :\n\n\(link)\n\n"
                    + "Le lien est valable sept jours, et une seule fois."
            )
        case .changed:
            return (
                "\(studio) - Kitsu : mot de passe modifié",
                "Votre mot de passe a été modifié, depuis l'adresse \(from). \(unasked)"
            )
        case .changedByAdministrator:
            return (
                "\(studio) - Kitsu : mot de passe modifié par un administrateur",
                "Un administrateur vous a donné un autre mot de passe, depuis l'adresse \(from)."
            )
        }
    }
}
