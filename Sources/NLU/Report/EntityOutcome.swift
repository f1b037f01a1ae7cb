// One example with its marked and its found entities, and the labels both give to every word.

public import TrainingData
public import Vocabulary

/// What entities one example has and which were found.
public struct EntityOutcome: Sendable, Hashable {
    /// The example's text.
    public var text: String
    /// The entities marked in the data.
    public var targets: [MarkedEntity]
    /// The entities found, of all extractors that are judged.
    public var predictions: [Entity]
    /// Where the words stand.
    public var tokens: [TextSpan]

    /// What entities one example has and which were found.
    ///
    /// Entities of extractors that come ready trained are left out, as Rasa does: the data is not
    /// marked for them.
    public init(
        text: String, targets: [MarkedEntity], predictions: [Entity], tokens: [TextSpan]
    ) {
        self.text = text
        self.targets = targets
        self.predictions = predictions.filter { !Self.pretrained.contains($0.extractor) }
        self.tokens = tokens
    }

    /// Extractors that are not judged.
    private static let pretrained = ["DucklingEntityExtractor", "SpacyEntityExtractor"]
    /// Extractors that say how sure they are.
    static let confidentExtractors = ["CRFEntityExtractor", "DIETClassifier"]
    /// The label of a word that belongs to no entity.
    public static let noEntity = "no_entity"
    /// The name under which taggers say that a word belongs to no entity.
    private static let outside = "O"

    /// The true label of every word.
    var targetLabels: [String] {
        tokens.map { token in
            guard let best = Self.bestFit(token, targets.map(\.span)) else { return Self.noEntity }
            let entity = targets[best]
            return Self.label(entity.name, entity.group, entity.role)
        }
    }

    /// Every word's label and confidence according to one extractor.
    func labels(of extractor: String) -> (labels: [String], confidences: [Double]) {
        let entities = predictions.filter { $0.extractor == extractor }
        let spans = entities.map(\.span)
        let isConfident = Self.confidentExtractors.contains(extractor)
        var labels: [String] = []
        var confidences: [Double] = []
        for token in tokens {
            guard let best = Self.bestFit(token, spans) else {
                labels.append(Self.noEntity)
                confidences.append(0)
                continue
            }
            let entity = entities[best]
            labels.append(Self.label(entity.name, entity.group, entity.role))
            confidences.append(isConfident ? entity.lowestConfidence : 0)
        }
        return (labels, confidences)
    }

    /// The entity that shares most characters with a word; the first of equal ones; `nil` when
    /// none shares any.
    private static func bestFit(_ token: TextSpan, _ spans: [TextSpan]) -> Int? {
        var best: (index: Int, shared: Int)?
        for (index, span) in spans.enumerated() {
            let shared = min(token.end, span.end) - max(token.start, span.start)
            if shared > max(best?.shared ?? 0, 0) { best = (index, shared) }
        }
        return best?.index
    }

    /// Type, group and role as one label: `city.1.departure`.
    private static func label(_ name: String, _ group: String?, _ role: String?) -> String {
        let parts = [name, group, role].compactMap { part in
            part.flatMap { $0.isEmpty || $0 == outside ? nil : $0 }
        }
        return parts.isEmpty ? noEntity : parts.joined(separator: ".")
    }

    /// The example as `…_errors.json` and `…_successes.json` have it.
    var json: JSONValue {
        .object(
            JSONObject(distinct: [
                ("text", .string(text)), ("entities", .array(targets.map(\.json))),
                ("predicted_entities", .array(predictions.map(\.json))),
            ]))
    }
}

extension Entity {
    /// The lowest of the confidences of type, role and group; what is missing or 0 counts as 1.
    fileprivate var lowestConfidence: Double {
        [confidence, roleConfidence, groupConfidence].reduce(1) { lowest, value in
            guard let value, value != 0 else { return lowest }
            return min(lowest, value)
        }
    }
}

extension MarkedEntity {
    /// The entity in Rasa's JSON (`start`, `end`, `value`, `entity`, `role`, `group`).
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("start", .integer(span.start)), ("end", .integer(span.end)),
            ("value", .string(value)), ("entity", .string(name)),
        ]
        if let role { members.append(("role", .string(role))) }
        if let group { members.append(("group", .string(group))) }
        return .object(JSONObject(distinct: members))
    }
}
