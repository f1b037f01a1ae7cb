// Citations as JSON: in the metadata of bot events, in the log of answers and in the API.

extension Citation {
    /// The citation with all its members; `url` may be `null`.
    public var json: JSONObject {
        [
            "article": .string(article), "revision": .integer(revision),
            "locale": .string(locale), "title": .string(title), "heading": .string(heading),
            "url": JSONValue(url),
        ]
    }

    /// Reads what `json` wrote; `nil` without an article and its revision.
    public init?(_ json: JSONValue) {
        guard let article = json["article"]?.string, let revision = json["revision"]?.int else {
            return nil
        }
        self.init(
            article: article, revision: revision, locale: json["locale"]?.string ?? "",
            title: json["title"]?.string ?? "", heading: json["heading"]?.string ?? "",
            url: json["url"]?.string)
    }
}
