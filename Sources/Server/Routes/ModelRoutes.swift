// PUT and DELETE /model: which model is in service.

import Assistant
import Hummingbird
import Logging
import Vocabulary

/// Puts models in service and takes them out.
struct ModelRoutes: Sendable {
    let shelf: ModelShelf
    let fetching: any HTTPFetching
    /// The model server of `endpoints.yml`; it wins over what a request says.
    let modelServer: ModelServer?

    /// `DELETE /model`
    func unload(_ exchange: Exchange) -> Response {
        shelf.unload()
        exchange.logger.info("The model was taken out of service.")
        return .nothing
    }

    /// `PUT /model`
    func load(_ exchange: Exchange) async throws -> Response {
        guard exchange.body.readableBytes > 0 else {
            throw APIProblem.badRequest("No path to model file defined in request_body.")
        }
        guard let body = try exchange.json().object else {
            throw APIProblem.badRequest(
                "The request body must be a JSON object with 'model_file' or 'model_server'.",
                parameter: "model_file", in: "body")
        }
        if let storage = body["remote_storage"], !storage.isNull {
            throw APIProblem.badRequest(
                "Models cannot be fetched from a remote storage. Use 'model_file' or "
                    + "'model_server'.", parameter: "remote_storage", in: "body")
        }
        let model: ServedModel
        if let server = try server(in: body) {
            model = try await load(from: server)
        } else {
            model = try load(file: body["model_file"] ?? .null)
        }
        exchange.logger.info(
            "A model was put in service.",
            metadata: ["model": "\(model.fileName)", "model_id": "\(model.modelID)"])
        return .nothing
    }

    private func server(in body: JSONObject) throws(APIProblem) -> ModelServer? {
        if let modelServer { return modelServer }
        guard let value = body["model_server"], !value.isNull else { return nil }
        guard let server = ModelServer(value, isChosenByCaller: true) else {
            throw .badRequest(
                "Supplied 'model_server' is not valid. Error: it must be an object with 'url'.",
                parameter: "model_server", in: "body")
        }
        return server
    }

    private func load(from server: ModelServer) async throws -> ServedModel {
        do {
            guard let model = try await server.pull(into: shelf, fetching: fetching, known: nil)
            else { throw Self.notLoaded("None", "The model server has no model.") }
            return model.served
        } catch let fault as Fault where fault.code != .addressRefused {
            throw Self.notLoaded("None", fault.description)
        }
    }

    private func load(file: JSONValue) throws -> ServedModel {
        guard case .string(let path) = file, !path.isEmpty else {
            let name = file.isNull ? "None" : file.text()
            throw Self.notLoaded(name, "'model_file' must be the path of a file or folder.")
        }
        try ModelPath.check(path)
        do {
            return try shelf.load(path: path)
        } catch {
            throw Self.notLoaded(path, error.description)
        }
    }

    private static func notLoaded(_ name: String, _ reason: String) -> APIProblem {
        .badRequest("Agent with name '\(name)' could not be loaded. \(reason)", parameter: "model")
    }
}

/// Paths of models that come from outside.
enum ModelPath {
    /// Refuses paths that climb out of a folder and names no file system takes.
    ///
    /// - Throws: `APIProblem` with status 400.
    static func check(_ path: String) throws(APIProblem) {
        let climbs = path.split(separator: "/").contains("..")
        guard !climbs, !path.utf8.contains(0), path.utf8.count <= 4096 else {
            throw .badRequest(
                "The path '\(path.prefix(200))' is not allowed: '..' may not be part of it.",
                parameter: "model")
        }
    }
}
