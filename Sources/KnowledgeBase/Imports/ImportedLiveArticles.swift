// The articles of a folder as they would be live, without importing them.

public import Vocabulary

extension ImportReading {
    /// Every text as a live article of revision 1, in the order of the files.
    ///
    /// - Throws: `Fault` `.unexpected` for a text whose document was not checked when it was read.
    public func liveArticles() throws(Fault) -> [LiveArticle] {
        var live: [LiveArticle] = []
        for article in articles {
            for text in article.texts {
                guard let sections = text.content.sections else {
                    throw Fault(.unexpected, "'\(text.file)' holds no document.")
                }
                live.append(
                    LiveArticle(
                        id: article.id, revision: 1, locale: text.locale,
                        title: text.content.title, slug: text.slug,
                        questions: text.content.questions, tags: article.tags,
                        audience: article.audience, use: article.use, sections: sections))
            }
        }
        return live
    }
}
