// Calls of Telegram's Bot API.

import Vocabulary

/// Telegram's Bot API.
struct TelegramAPI: Sendable {
    let token: String
    let call: PlatformCall

    /// Calls a method; `nil` when that fails.
    ///
    /// - Returns: the `result` of the answer.
    @discardableResult
    func call(_ method: String, _ fields: [(String, String)]) async -> JSONValue? {
        let answer = await call.post(
            FormFields(fields), to: "https://api.telegram.org/bot\(token)/\(method)",
            purpose: method)
        guard let body = answer?.json, body["ok"]?.bool == true else { return nil }
        return body["result"]
    }
}
