// Signs, codes and words of currencies.

/// What currencies are called, and which one a country uses.
enum Currencies {
    /// How a word names a currency.
    enum Name: Sendable {
        /// One currency.
        case code(String)
        /// The region decides (`$`, `dollars`, `pounds`, `kr`).
        case regional([String: String], standard: String)
        /// A hundredth of a currency (`cents`, `pence`).
        case hundredth(String?)
    }

    /// Signs, which may stand before or behind the number.
    static let signs: [String: Name] = [
        "€": .code("EUR"), "£": .code("GBP"), "$": dollar, "¥": .code("JPY"), "₹": .code("INR"),
        "₽": .code("RUB"), "₺": .code("TRY"), "₴": .code("UAH"), "₩": .code("KRW"),
        "₪": .code("ILS"), "₫": .code("VND"), "₿": .code("BTC"), "¢": .hundredth(nil),
    ]

    /// Codes that count in any case; all others of ISO 4217 only in capitals.
    static let plainCodes: Set<String> = ["eur", "usd", "gbp", "chf"]

    /// The codes of ISO 4217 that are known here.
    static let codes: Set<String> = [
        "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SGD", "HKD", "SEK",
        "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "RSD", "TRY", "UAH", "RUB", "ILS",
        "AED", "SAR", "QAR", "KWD", "EGP", "MAD", "ZAR", "NGN", "KES", "BRL", "MXN", "ARS", "CLP",
        "COP", "PEN", "KRW", "THB", "VND", "IDR", "MYR", "PHP", "TWD", "PKR", "BDT", "LKR",
    ]

    /// Words, which stand behind the number.
    static let words: [String: Name] = [
        "euro": .code("EUR"), "euros": .code("EUR"), "dollar": dollar, "dollars": dollar,
        "bucks": dollar, "pound": pound, "pounds": pound, "pfund": pound, "quid": .code("GBP"),
        "sterling": .code("GBP"), "franken": .code("CHF"), "fr": .code("CHF"),
        "francs": .code("CHF"), "sfr": .code("CHF"), "yen": .code("JPY"), "rupees": .code("INR"),
        "rupee": .code("INR"), "zloty": .code("PLN"), "złoty": .code("PLN"),
        "kronen": crown, "krone": crown, "kroner": crown, "kronor": crown, "kr": crown,
        "forint": .code("HUF"), "lira": .code("TRY"), "yuan": .code("CNY"),
        "rubel": .code("RUB"), "roubles": .code("RUB"), "rubles": .code("RUB"),
        "cent": .hundredth(nil), "cents": .hundredth(nil), "ct": .hundredth(nil),
        "pence": .hundredth("GBP"), "penny": .hundredth("GBP"), "p": .hundredth("GBP"),
        "rappen": .hundredth("CHF"),
    ]

    private static let dollar = Name.regional(
        ["CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD"],
        standard: "USD")
    private static let pound = Name.regional(["EG": "EGP"], standard: "GBP")
    private static let crown = Name.regional(
        ["NO": "NOK", "DK": "DKK", "CZ": "CZK", "IS": "ISK"], standard: "SEK")

    /// The country whose `$` is named by letters before it (`US$`, `C$`).
    static let dollarPrefixes: [String: String] = [
        "us": "USD", "c": "CAD", "ca": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "s": "SGD",
        "hk": "HKD", "nt": "TWD", "r": "BRL",
    ]

    /// The currency of a hundredth that names none, where a region is known to have cents.
    static func cents(in region: String) -> String {
        switch region {
        case "US": "USD"
        case "CA": "CAD"
        case "AU": "AUD"
        case "NZ": "NZD"
        case "ZA": "ZAR"
        default: "EUR"
        }
    }
}
