// How large the parts of an article may be besides its document.

/// The bounds of what is said about an article.
public enum ArticleLimits {
    /// How long a title is at most, in bytes of UTF-8.
    public static let titleBytes = 300
    /// How long a summary is at most, in bytes.
    public static let summaryBytes = 2_000
    /// How many other wordings of its question an article has at most.
    public static let questions = 200
    /// How long such a wording is at most, in bytes.
    public static let questionBytes = 500
    /// How many tags an article has at most.
    public static let tags = 50
    /// How long a tag, a name or an icon is at most, in bytes.
    public static let nameBytes = 200
    /// How long a note to a revision or a comment is at most, in bytes.
    public static let noteBytes = 4_000
    /// How long a slug is at most, in bytes.
    public static let slugBytes = 100
    /// How many locales a space has at most.
    public static let locales = 50
    /// How many bytes an attachment has at most.
    public static let attachmentBytes = 25 << 20
    /// How many bytes a picture has at most.
    public static let imageBytes = 10 << 20
    /// How wide and high a picture is at most, in pixels.
    public static let imagePixels = 20_000
}
