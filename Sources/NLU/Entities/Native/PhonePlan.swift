// Country calling codes and what national phone numbers look like.

/// How one country writes its phone numbers. Lengths count the digits of the national significant
/// number, without trunk prefix and country code (ITU-T E.164 and its national appendices).
struct PhonePlan: Sendable {
    /// The country calling code.
    let code: String
    /// What stands before a national number inside the country; empty where nothing does.
    let trunk: String
    /// The fewest digits of a national number.
    let least: Int
    /// The most digits of a national number.
    let most: Int
    /// The digits a national number may begin with; empty for any.
    let firsts: String
    /// What is dialled before a country code; `00` almost everywhere.
    let exit: String

    init(
        _ code: String, _ lengths: ClosedRange<Int>, trunk: String = "0", firsts: String = "",
        exit: String = "00"
    ) {
        self.code = code
        self.trunk = trunk
        least = lengths.lowerBound
        most = lengths.upperBound
        self.firsts = firsts
        self.exit = exit
    }

    /// The plan of a country by its ISO 3166 code.
    static func plan(of region: String) -> PhonePlan? { plans[region] }

    /// The plan for a country calling code; codes shared by countries have the largest one's.
    static func plan(ofCode code: String) -> PhonePlan? { byCode[code] }

    /// The code at the start of an international number, one to three digits.
    static func code(of digits: String) -> String? {
        (1...3).lazy.map { String(digits.prefix($0)) }.first { codes.contains($0) }
    }

    /// The region a number belongs to, where its country code names only one that is known.
    static func region(ofCode code: String) -> String? { regions[code] }

    private static let plans: [String: PhonePlan] = [
        "DE": PhonePlan("49", 6...11, firsts: "123456789"), "AT": PhonePlan("43", 4...13),
        "CH": PhonePlan("41", 9...9), "LI": PhonePlan("423", 7...9, trunk: ""),
        "GB": PhonePlan("44", 9...10, firsts: "1235789"), "IE": PhonePlan("353", 7...9),
        "FR": PhonePlan("33", 9...9, firsts: "123456789"), "BE": PhonePlan("32", 8...9),
        "NL": PhonePlan("31", 9...9), "LU": PhonePlan("352", 5...11, trunk: ""),
        "IT": PhonePlan("39", 6...11, trunk: "", firsts: "03"),
        "ES": PhonePlan("34", 9...9, trunk: "", firsts: "6789"),
        "PT": PhonePlan("351", 9...9, trunk: "", firsts: "29"),
        "DK": PhonePlan("45", 8...8, trunk: "", firsts: "23456789"),
        "NO": PhonePlan("47", 8...8, trunk: "", firsts: "2345679"), "SE": PhonePlan("46", 7...9),
        "FI": PhonePlan("358", 5...11), "IS": PhonePlan("354", 7...7, trunk: "", firsts: "45678"),
        "PL": PhonePlan("48", 9...9, trunk: "", firsts: "1234567"),
        "CZ": PhonePlan("420", 9...9, trunk: "", firsts: "234567"), "SK": PhonePlan("421", 9...9),
        "HU": PhonePlan("36", 8...9, trunk: "06"), "RO": PhonePlan("40", 9...9),
        "BG": PhonePlan("359", 7...9), "GR": PhonePlan("30", 10...10, trunk: "", firsts: "26"),
        "HR": PhonePlan("385", 8...9), "SI": PhonePlan("386", 8...8),
        "RS": PhonePlan("381", 8...9), "BA": PhonePlan("387", 8...8),
        "EE": PhonePlan("372", 7...8, trunk: "", firsts: "34567"),
        "LV": PhonePlan("371", 8...8, trunk: "", firsts: "26"), "LT": PhonePlan("370", 8...8),
        "UA": PhonePlan("380", 9...9), "RU": PhonePlan("7", 10...10, trunk: "8", firsts: "3489"),
        "TR": PhonePlan("90", 10...10), "CY": PhonePlan("357", 8...8, trunk: "", firsts: "29"),
        "MT": PhonePlan("356", 8...8, trunk: "", firsts: "279"),
        "US": PhonePlan("1", 10...10, trunk: "1", firsts: "23456789", exit: "011"),
        "CA": PhonePlan("1", 10...10, trunk: "1", firsts: "23456789", exit: "011"),
        "MX": PhonePlan("52", 10...10, trunk: "", firsts: "23456789"),
        "BR": PhonePlan("55", 10...11), "AR": PhonePlan("54", 10...11),
        "CL": PhonePlan("56", 9...9, trunk: "", firsts: "29"),
        "CO": PhonePlan("57", 10...10, trunk: "", firsts: "36"),
        "AU": PhonePlan("61", 9...9, firsts: "23478", exit: "0011"),
        "NZ": PhonePlan("64", 8...10), "JP": PhonePlan("81", 9...10, exit: "010"),
        "KR": PhonePlan("82", 8...10, exit: "00"),
        "CN": PhonePlan("86", 9...11), "TW": PhonePlan("886", 8...9),
        "HK": PhonePlan("852", 8...8, trunk: "", firsts: "235679", exit: "001"),
        "SG": PhonePlan("65", 8...8, trunk: "", firsts: "3689", exit: "000"),
        "MY": PhonePlan("60", 8...10), "TH": PhonePlan("66", 8...9, exit: "001"),
        "ID": PhonePlan("62", 8...12), "PH": PhonePlan("63", 8...10),
        "VN": PhonePlan("84", 9...10), "IN": PhonePlan("91", 10...10),
        "PK": PhonePlan("92", 9...10), "IL": PhonePlan("972", 8...9),
        "AE": PhonePlan("971", 8...9), "SA": PhonePlan("966", 8...9),
        "EG": PhonePlan("20", 8...10), "ZA": PhonePlan("27", 9...9),
        "NG": PhonePlan("234", 8...10), "KE": PhonePlan("254", 9...9),
        "MA": PhonePlan("212", 9...9),
    ]

    private static let byCode: [String: PhonePlan] = {
        var plans: [String: PhonePlan] = [:]
        for region in Self.plans.keys.sorted() {
            guard let plan = Self.plans[region] else { continue }
            if plan.code != "1" || region == "US" { plans[plan.code] = plan }
        }
        return plans
    }()

    private static let regions: [String: String] = {
        var regions: [String: String] = [:]
        for (region, plan) in plans where plan.code != "1" && plan.code != "7" {
            regions[plan.code] = region
        }
        return regions
    }()

    /// All country calling codes (ITU-T E.164, list of 2016, and the global services).
    private static let codes: Set<String> = {
        var codes: Set<String> = ["1", "7"]
        let two = """
            20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62
            63 64 65 66 81 82 84 86 90 91 92 93 94 95 98
            """
        codes.formUnion(two.split { $0 == " " || $0 == "\n" }.map(String.init))
        let ranges = [
            211...213, 216...216, 218...218, 220...258, 260...269, 290...291, 297...299, 350...359,
            370...378, 380...383, 385...387, 389...389, 420...421, 423...423, 500...509, 590...599,
            670...670, 672...683, 685...692, 800...800, 808...808, 850...850, 852...853, 855...856,
            870...870, 878...878, 880...883, 886...886, 888...888, 960...968, 970...977, 979...979,
            992...996, 998...998,
        ]
        for range in ranges { codes.formUnion(range.map(String.init)) }
        return codes
    }()
}
