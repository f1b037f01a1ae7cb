// Everything that lies below /api/v1, on one page.

import HTTPTypes
import Vocabulary

/// The list of the API's routes. A subject is a line here and a file under `API/Routes`.
enum APISite {
    /// All routes of a workspace.
    static func routes(_ house: WorkspaceHouse) -> [APIRoute] {
        let subjects = [
            SessionAPI(house).routes,
            AccountAPI(house).routes,
            PeopleAPI(house).routes,
            KeysAPI(house).routes,
            AuditAPI(house).routes,
            SpacesAPI(house).routes,
            ArticlesAPI(house).routes,
            RevisionsAPI(house).routes,
            PublishingAPI(house).routes,
            ReviewsAPI(house).routes,
            RedirectsAPI(house).routes,
            AttachmentsAPI(house).routes,
            QuestionsAPI(house).routes,
            AnswersAPI(house).routes,
        ]
        let routes = subjects.flatMap(\.self)
        // The document lists itself as well.
        let document = OpenAPIDocument.json(of: routes + [description { .json(.null) }])
        return routes + [description { .json(document) }]
    }

    private static func description(_ answer: @escaping @Sendable () -> APIAnswer) -> APIRoute {
        APIRoute(
            .get, "/openapi.json", .everybody,
            APIOperation(
                id: "getDescription", summary: "This description of the API, as OpenAPI 3.1",
                tag: "description", success: .json(.anything("An OpenAPI document.")))
        ) { _ in answer() }
    }
}
