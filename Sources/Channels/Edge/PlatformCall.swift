// One call to a platform, with its failures reported instead of thrown.

import Foundation
import Vocabulary

/// Makes a channel's calls. What goes wrong is reported with the host and what was asked, never
/// with the whole address, which may hold a secret.
struct PlatformCall: Sendable {
    /// How long one call may take, in milliseconds.
    static let timeoutMs = 15_000
    /// How large an answer may be, in bytes.
    static let answerBytesMax = 4 << 20

    let channel: String
    let world: ChannelWorld
    var timeoutMs = Self.timeoutMs
    var route = FetchRoute()
    /// What became of the calls so far; shared by all copies.
    let record = CallRecord()

    /// Posts JSON.
    ///
    /// - Parameter purpose: what is asked, for the report.
    /// - Returns: the answer, whatever its status; `nil` when there was none.
    @discardableResult
    func post(
        _ value: JSONValue, to url: String, headers: [(name: String, value: String)] = [],
        purpose: String
    ) async -> FetchAnswer? {
        var all = headers
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            all.append(("Content-Type", "application/json"))
        }
        return await send(
            FetchRequest(method: "POST", url: url, headers: all, body: value.bytes()), purpose)
    }

    /// Posts a form.
    @discardableResult
    func post(
        _ form: FormFields, to url: String, headers: [(name: String, value: String)] = [],
        purpose: String
    ) async -> FetchAnswer? {
        await send(
            FetchRequest(
                method: "POST", url: url,
                headers: headers + [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(form.encoded.utf8)), purpose)
    }

    /// Gets JSON; `nil` when the answer is none or is not a success.
    func get(
        _ url: String, headers: [(name: String, value: String)] = [], purpose: String
    ) async -> JSONValue? {
        guard let answer = await send(FetchRequest(url: url, headers: headers), purpose),
            answer.status < 300
        else { return nil }
        return try? JSONValue(parsing: answer.body)
    }

    private func send(_ request: FetchRequest, _ purpose: String) async -> FetchAnswer? {
        var request = request
        request.timeoutMs = timeoutMs
        request.answerBytesMax = Self.answerBytesMax
        request.route = route
        do throws(Fault) {
            let answer = try await world.fetching.fetch(request)
            if answer.status >= 400 {
                let reason = "\(purpose) was answered with status \(answer.status)"
                world.report("\(channel): \(reason).")
                let isPassing = answer.status >= 500 || [408, 425, 429].contains(answer.status)
                record.note(isPassing ? .failed(reason) : .refused(reason))
            }
            return answer
        } catch {
            let reason = "\(purpose) had no answer (\(error.code.rawValue))"
            world.report("\(channel): \(reason).")
            record.note(.failed(reason))
            return nil
        }
    }
}

extension FetchAnswer {
    /// The body as JSON.
    var json: JSONValue? { try? JSONValue(parsing: body) }
}

/// `Authorization: Basic` (RFC 7617).
func basicAuthorization(user: String, password: String) -> (name: String, value: String) {
    ("Authorization", "Basic " + Data("\(user):\(password)".utf8).base64EncodedString())
}
