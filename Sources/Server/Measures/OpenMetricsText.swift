// Writes measures as OpenMetrics text, version 1.0.0.

/// A text of metric families.
struct OpenMetricsText {
    /// What the answer's content type says.
    static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    private(set) var text = ""

    /// Begins a family.
    mutating func family(_ name: String, kind: String, help: String? = nil) {
        text += "# TYPE \(name) \(kind)\n"
        if let help { text += "# HELP \(name) \(help)\n" }
    }

    /// Adds one line; labels are written as given.
    mutating func sample(_ name: String, _ labels: [String], _ value: Double) {
        let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
        let whole = Int64(exactly: value).map(String.init)
        text += "\(name)\(list) \(whole ?? value.description)\n"
    }

    /// The text with its closing line.
    var finished: String { text + "# EOF\n" }

    /// Everything a registry holds, family by family.
    mutating func add(_ registry: MeasureRegistry) {
        var last = ""
        for (name, series) in registry.all {
            if name.family != last {
                family(name.family, kind: series.kind)
                last = name.family
            }
            series.write(name, to: &self)
        }
    }
}
