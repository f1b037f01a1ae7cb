// Units of quantities and how they are written.

/// The units the native extractor knows, by their spelling in lower case.
enum Units {
    /// The canonical name of each spelling. `half` of a unit's letters never matters: `m2` is `m²`.
    static let names: [String: String] = {
        var names: [String: String] = [:]
        for (name, spellings) in table {
            names[name] = name
            for spelling in spellings { names[spelling] = name }
        }
        return names
    }()

    /// Units of time, which `in two weeks` counts in, by canonical name.
    static let times: Set<String> = [
        "second", "minute", "hour", "day", "week", "month", "year",
    ]

    /// Spellings that count only in this case: `5 m` are metres, `5 M` is a size.
    static let exact: [String: Set<String>] = [
        "m": ["m"], "g": ["g"], "l": ["l", "L"], "t": ["t"], "h": ["h"], "s": ["s"],
        "w": ["W"], "v": ["V"], "a": ["A"], "c": ["C"], "min": ["min", "Min"], "in": [],
        "std": ["Std"], "tag": ["Tag"], "mb": ["MB"], "gb": ["GB"], "tb": ["TB"],
        "kb": ["kB", "KB"],
        "kw": ["kW", "KW", "kw"],
    ]

    /// The most pieces a unit is written with.
    static let piecesMax = 4

    private static let table: [(String, [String])] = [
        ("mm", ["millimetre", "millimetres", "millimeter", "millimeters", "millimetern"]),
        ("cm", ["centimetre", "centimetres", "centimeter", "centimeters", "zentimeter"]),
        ("m", ["metre", "metres", "meter", "meters", "metern"]),
        ("km", ["kilometre", "kilometres", "kilometer", "kilometers", "kilometern", "kms"]),
        ("inch", ["inches", "zoll", "″"]), ("ft", ["foot", "feet", "fuss"]),
        ("yd", ["yard", "yards"]), ("mile", ["miles", "meile", "meilen"]),
        (
            "m²",
            [
                "m2", "sqm", "sq m", "sq.m", "sq. m", "qm", "square metre", "square metres",
                "square meter", "square meters", "quadratmeter", "quadratmetern",
            ]
        ),
        ("km²", ["km2", "square kilometres", "square kilometers", "quadratkilometer"]),
        ("ft²", ["sqft", "sq ft", "sq. ft", "ft2", "square feet", "square foot"]),
        ("ha", ["hectare", "hectares", "hektar"]), ("acre", ["acres"]),
        ("ml", ["millilitre", "millilitres", "milliliter", "milliliters"]),
        ("l", ["litre", "litres", "liter", "liters", "litern"]),
        (
            "m³",
            [
                "m3", "cbm", "cubic metre", "cubic metres", "cubic meter", "cubic meters",
                "kubikmeter", "kubikmetern",
            ]
        ),
        ("gallon", ["gallons", "gallonen"]), ("pint", ["pints"]),
        ("mg", ["milligram", "milligrams", "milligramm"]),
        ("g", ["gram", "grams", "gramme", "grammes", "gramm"]),
        ("kg", ["kilo", "kilos", "kilogram", "kilograms", "kilogramm", "kgs"]),
        ("t", ["ton", "tons", "tonne", "tonnes", "tonnen"]),
        ("lb", ["lbs", "pfund"]), ("oz", ["ounce", "ounces", "unze", "unzen"]),
        ("second", ["seconds", "sec", "secs", "s", "sekunde", "sekunden", "sek"]),
        ("minute", ["minutes", "min", "mins", "minuten"]),
        ("hour", ["hours", "hr", "hrs", "h", "stunde", "stunden", "std"]),
        ("day", ["days", "tag", "tage", "tagen"]),
        ("week", ["weeks", "woche", "wochen"]),
        ("month", ["months", "monat", "monate", "monaten"]),
        ("year", ["years", "yr", "yrs", "jahr", "jahre", "jahren"]),
        ("night", ["nights", "nacht", "nächte", "nächten", "übernachtungen"]),
        ("person", ["persons", "people", "pax", "personen", "leute", "leuten", "mann"]),
        ("guest", ["guests", "gast", "gäste", "gästen"]),
        ("adult", ["adults", "erwachsene", "erwachsenen"]),
        ("child", ["children", "kids", "kind", "kinder", "kindern"]),
        (
            "employee",
            [
                "employees", "staff", "mitarbeiter", "mitarbeitern", "mitarbeitende",
                "angestellte",
            ]
        ),
        ("user", ["users", "nutzer", "nutzern", "benutzer", "seats"]),
        ("piece", ["pieces", "pcs", "pc", "stück", "stk", "items", "units"]),
        ("room", ["rooms", "zimmer", "zimmern", "bedrooms"]),
        ("percent", ["%", "per cent", "prozent"]),
        ("°C", ["°c", "℃", "degrees celsius", "grad celsius", "degrees", "grad"]),
        ("°F", ["°f", "℉", "degrees fahrenheit", "grad fahrenheit"]),
        ("km/h", ["kmh", "kph", "kilometres per hour", "kilometer pro stunde"]),
        ("mph", ["miles per hour"]),
        ("W", ["w", "watt", "watts"]), ("kW", ["kw", "kilowatt", "kilowatts"]),
        ("kWh", ["kwh", "kilowatt hours", "kilowattstunden"]), ("V", ["v", "volt", "volts"]),
        ("PS", ["ps", "hp", "horsepower"]),
        ("kB", ["kb", "kilobytes"]), ("MB", ["mb", "megabytes", "megabyte"]),
        ("GB", ["gb", "gigabytes", "gigabyte"]), ("TB", ["tb", "terabytes", "terabyte"]),
        ("Mbit/s", ["mbit/s", "mbps", "mbit"]),
    ]

    /// The unit that starts at a piece, the longest spelling first.
    ///
    /// - Returns: its canonical name and the piece behind it.
    static func unit(at start: Int, in text: ExtractionText) -> (name: String, end: Int)? {
        let most = min(piecesMax, text.count - start)
        guard most > 0 else { return nil }
        var spelling = ""
        var found: (name: String, end: Int)?
        for index in start..<start + most {
            if index > start, text.pieces[index].isSpaced { spelling += " " }
            spelling += text.pieces[index].text
            guard let name = names[spelling], text.endsFreely(index + 1) else { continue }
            let raw = text.raw(text.span(start, until: index + 1))
            if let spellings = exact[spelling], !spellings.contains(raw) { continue }
            found = (name, index + 1)
        }
        return found
    }
}
