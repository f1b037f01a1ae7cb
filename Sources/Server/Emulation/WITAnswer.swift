// The shape of wit.ai's message endpoint.

import Vocabulary

/// Writes an understood message as wit.ai does.
///
/// - Note: follows rasa/nlu/emulators/wit.py (3.6.21).
enum WITAnswer {
    /// How many scalars the pieces of text of all entities may have together: `/intent{…}` gives
    /// each of its entities the whole text, which would multiply a request.
    static let bodyScalarsMax = 2_000_000

    /// The answer.
    ///
    /// - Throws: `APIProblem` with status 500 when the answer would be too large.
    static func json(_ message: ParsedMessage) throws(APIProblem) -> JSONValue {
        let total = message.entities.reduce(0) { $0 + $1.span.end - $1.span.start }
        guard total <= bodyScalarsMax else {
            throw APIProblem(
                500, "ParsingError",
                "An unexpected error occurred. Error: the entities repeat more than "
                    + "\(bodyScalarsMax) characters of the text")
        }
        let scalars = Array(message.text.unicodeScalars)
        var groups = OrderedGroups()
        for entity in message.entities {
            groups.append(
                json(entity, scalars), to: "\(entity.name):\(entity.role ?? entity.name)")
        }
        return [
            "text": .string(message.text), "intents": [message.intent.json],
            "entities": .object(JSONObject(distinct: groups.arrays)),
        ]
    }

    private static func json(_ entity: Entity, _ scalars: [Unicode.Scalar]) -> JSONValue {
        let start = min(entity.span.start, scalars.count)
        let end = max(start, min(entity.span.end, scalars.count))
        var body = String.UnicodeScalarView()
        body.append(contentsOf: scalars[start..<end])
        let confidence = entity.confidence ?? 0
        return [
            "confidence": confidence == 0 ? .integer(1) : .number(confidence),
            "name": .string(entity.name), "value": entity.value, "body": .string(String(body)),
            "start": .integer(entity.span.start), "end": .integer(entity.span.end),
            "role": .string(entity.role ?? entity.name), "entities": [],
        ]
    }
}
