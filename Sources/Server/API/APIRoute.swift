// One route of the API: where it lies, who may use it, what it takes, what it answers.

import HTTPTypes
import Vocabulary

/// A route below `/api/v1`. The list of them is the truth: requests are answered, checked and
/// documented by it.
struct APIRoute: Sendable {
    /// What answers a request whose parameters and body fit.
    typealias Handler = @Sendable (APICall) async throws -> APIAnswer

    let method: HTTPRequest.Method
    let path: APIPath
    let access: APIAccess
    let operation: APIOperation
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ path: APIPath, _ access: APIAccess,
        _ operation: APIOperation, _ handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.operation = operation
        self.handler = handler
    }

    /// Method and path as people write them.
    var title: String { "\(method.rawValue) \(path.template)" }
}
