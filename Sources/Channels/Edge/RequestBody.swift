// Reads the bodies of requests, and names the answers of the framework's family.

import Vocabulary

/// A body that should be JSON.
enum JSONBody: Sendable, Equatable {
    /// Nothing was sent, or `null`.
    case none
    /// JSON.
    case value(JSONValue)
    /// Something else.
    case bad
}

extension ChannelRequest {
    /// The body as JSON, whatever the content type says.
    var json: JSONBody {
        if body.isEmpty { return .none }
        guard let value = try? JSONValue(parsing: body) else { return .bad }
        return value.isNull ? .none : .value(value)
    }

    /// The body as a JSON object.
    ///
    /// - Throws: `ChannelRefusal`: 400 for what is no JSON, `otherwise` for what is no object.
    func object(otherwise: ChannelRefusal = .malformed) throws(ChannelRefusal) -> JSONObject {
        switch json {
        case .bad: throw .badJSON
        case .value(.object(let object)): return object
        default: throw otherwise
        }
    }

    /// The media type without parameters, in lower case.
    var mediaType: String {
        let type = header("content-type")?.split(separator: ";").first ?? ""
        return String(type).pythonStripped.lowercased()
    }

    /// The body's fields, however the form is encoded; none when it is no form.
    var form: FormFields {
        switch mediaType {
        case "application/x-www-form-urlencoded": FormFields(parsing: body)
        case "multipart/form-data":
            MultipartForm.boundary(in: header("content-type") ?? "")
                .map { MultipartForm.fields(of: body, boundary: $0) } ?? FormFields([])
        default: FormFields([])
        }
    }

    /// The token of `Authorization: Bearer …`, or the header as it is without the scheme.
    var bearer: String? {
        header("authorization")?.replacing("Bearer ", with: "")
    }
}

extension JSONValue {
    /// A sender as a conversation's id: numbers become text, nothing becomes `default`.
    var conversationID: String { isNull ? "default" : pythonText }
}

extension UserMessage {
    /// A message of a channel: the text stripped as Rasa does.
    init(
        channel: String, text: String, sender: JSONValue?, metadata: JSONObject? = nil
    ) {
        self.init(
            text: text.pythonStripped, conversation: (sender ?? .null).conversationID,
            inputChannel: channel, metadata: metadata)
    }
}

extension JSONObject {
    /// The members that are not `null`; clients of some platforms leave those out.
    var withoutNulls: JSONObject { JSONObject(distinct: members.filter { !$0.value.isNull }) }
}
