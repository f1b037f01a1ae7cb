// /attachments: files that documents show or offer.

import HTTPTypes
import Hummingbird
import KnowledgeBase
import Storage
import Vocabulary

/// The routes about attachments.
struct AttachmentsAPI: Sendable {
    let house: WorkspaceHouse

    init(_ house: WorkspaceHouse) { self.house = house }

    var routes: [APIRoute] {
        [
            APIRoute(
                .post, "/attachments", .permission(.articlesWrite),
                APIOperation(
                    id: "sendAttachment", summary: "Keep a file; the body is its bytes",
                    tag: "attachments",
                    query: [APIParameter("name", .text(1...500), "The file's name.")],
                    body: .bytes(["*/*"]), success: .created(PublishingShape.attachment),
                    bodyBytesMax: ArticleLimits.attachmentBytes, isCreation: true), keep),
            APIRoute(
                .get, "/attachments", .permission(.articlesRead),
                APIOperation(
                    id: "listAttachments", summary: "The attachments, by their hashes",
                    tag: "attachments", query: APIParameter.paging,
                    success: .page(of: PublishingShape.attachment)), list),
            APIRoute(
                .get, "/attachments/{hash}", .permission(.articlesRead),
                APIOperation(
                    id: "getAttachment", summary: "What is known of a file", tag: "attachments",
                    success: .json(PublishingShape.attachment)), read),
            APIRoute(
                .get, "/attachments/{hash}/users", .permission(.articlesRead),
                APIOperation(
                    id: "listAttachmentUsers", summary: "The articles that name a file",
                    tag: "attachments",
                    success: .json(
                        .fields(
                            .required(
                                "items", .list(.id, max: PageRequest.limitMax), "Their ids.")))),
                users),
            APIRoute(
                .get, "/attachments/{hash}/file", .permission(.articlesRead),
                APIOperation(
                    id: "getAttachmentFile",
                    summary: "The file: shown when it is a picture of pixels, else downloaded",
                    tag: "attachments", success: .bytes(["*/*"])), file),
        ]
    }

    /// `POST /attachments`
    @Sendable private func keep(_ call: APICall) async throws -> APIAnswer {
        let attachment = try await house.shelf.keep(
            Array(call.bytes.readableBytesView), name: call.query["name"]?.string ?? "file",
            type: call.headers[.contentType], by: try call.person(), at: call.now)
        return .created(PublishingShape.json(attachment), at: "/attachments/\(attachment.hash)")
    }

    /// `GET /attachments`
    @Sendable private func list(_ call: APICall) async throws -> APIAnswer {
        let request = try call.page()
        let found = try await house.articles.attachments(
            after: request.after, limit: request.limit + 1)
        return call.answer(Page(found: found, for: request, place: \.hash), PublishingShape.json)
    }

    /// `GET /attachments/{hash}`
    @Sendable private func read(_ call: APICall) async throws -> APIAnswer {
        guard let attachment = try await house.articles.attachment(call["hash"]) else {
            throw ProblemDetails.notFound("There is no attachment '\(call["hash"].prefix(80))'.")
        }
        return .json(PublishingShape.json(attachment))
    }

    /// `GET /attachments/{hash}/users`
    @Sendable private func users(_ call: APICall) async throws -> APIAnswer {
        let found = try await house.articles.users(of: call["hash"], limit: PageRequest.limitMax)
        return .json(["items": .array(found.map(JSONValue.string))])
    }

    /// `GET /attachments/{hash}/file`
    @Sendable private func file(_ call: APICall) async throws -> APIAnswer {
        let (attachment, bytes) = try await house.shelf.bytes(of: call["hash"])
        let isImage = AttachmentKind.rasterTypes.contains(attachment.type)
        var answer = APIAnswer.bytes(
            bytes, type: isImage ? attachment.type : "application/octet-stream")
        answer.headers[.contentDisposition] =
            (isImage ? "inline" : "attachment") + Self.fileName(attachment.name)
        answer.headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        answer.headers[.cacheControl] = "private, max-age=31536000, immutable"
        return answer
    }

    /// The name for a header (RFC 6266): plain, and in full as RFC 8187 has it.
    private static func fileName(_ name: String) -> String {
        let plain = String(name.map { $0.isASCII && $0 != "\"" && $0 != "\\" ? $0 : "_" })
        let full = name.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-._".unicodeScalars.contains(scalar))
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(Character(scalar)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
        return "; filename=\"\(plain)\"; filename*=UTF-8''\(full)"
    }
}
