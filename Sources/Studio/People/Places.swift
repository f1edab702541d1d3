/// Codes of countries and languages, and names of time zones.
package enum Places {
    /// ISO 3166-1 alpha-2, and ZZ for an unknown one.
    private static let countries = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
        CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
        FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
        JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
        MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
        PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
        TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ZZ
        """.split(separator: " "))

    /// ISO 639-1.
    private static let languages = Set(
        """
        aa ab af ak am an ar as az ba be bg bm bn bo br bs ca ce co cs cu cv cy da de dv dz ee el en eo es et eu fa ff \
        fi fo fr fy ga gd gl gn gu gv ha he hi hr hu hy ia id ie ig ii io is it iu ja jv ka ki kk kl km kn ko ks ku kw \
        ky la lb lg ln lo lt lu lv mg mi mk ml mn mr ms mt my nb nd ne nl nn no nr nv ny oc om or os pa pl ps pt qu rm \
        rn ro ru rw sa sc sd se sg si sk sl sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt ug uk ur uz ve \
        vi vo wa wo xh yi yo za zh zu
        """.split(separator: " "))

    private static let areas: Set<Substring> = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile",
        "Etc", "Europe", "Indian", "Mexico", "Pacific", "US",
    ]

    package static func isCountry(_ code: String) -> Bool { self.countries.contains(code.uppercased()[...]) }

    /// `fr`, `en_US`, `zh_Hans_CN`.
    package static func isLocale(_ name: String) -> Bool {
        var parts = name.split(separator: "_", omittingEmptySubsequences: false)[...]
        guard let language = parts.popFirst(), self.languages.contains(language) || self.isLongLanguage(language) else {
            return false
        }
        if let script = parts.first, script.count == 4, script.allSatisfy({ $0.isASCII && $0.isLetter }) {
            parts.removeFirst()
        }
        guard let territory = parts.popFirst() else { return true }
        let isRegion = territory.count == 3 && territory.allSatisfy { $0.isASCII && $0.isNumber }
        return parts.isEmpty && (isRegion || self.countries.contains(territory))
    }

    private static func isLongLanguage(_ code: Substring) -> Bool {
        code.count == 3 && code.allSatisfy { $0.isASCII && $0.isLowercase }
    }

    /// `UTC`, `Europe/Paris`, `America/Argentina/Salta`. Compat: the names of IANA's areas; places in them are not looked
    /// up.
    package static func isTimeZone(_ name: String) -> Bool {
        if ["UTC", "GMT"].contains(name) { return true }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.count < 4, let area = parts.first, self.areas.contains(area) else { return false }
        return parts.dropFirst().allSatisfy { place in
            place.first?.isLetter == true
                && place.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-+".contains($0)) }
        }
    }
}
