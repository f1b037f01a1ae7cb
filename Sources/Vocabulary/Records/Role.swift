// What a person is to the workspace, and what may be allowed.

/// What a person is to the workspace; the table of what each may do is `PermissionTable`.
public enum Role: String, Sendable, Hashable, CaseIterable, Codable {
    /// May do everything, the people and their rights included.
    case owner
    /// Writes and publishes articles.
    case editor
    /// Reads drafts, approves them or asks for changes.
    case reviewer
    /// Talks with visitors and takes care of unanswered questions.
    case agent
    /// Reads.
    case viewer
}

/// One thing that may be allowed. The names stand in API keys: they are only ever added.
public enum Permission: String, Sendable, Hashable, CaseIterable, Codable {
    /// One's own account: password, second factor, sessions.
    case accountOwn = "account.own"
    /// API keys that act for oneself.
    case keysOwn = "keys.own"
    /// Everybody's API keys: see and revoke them.
    case keysManage = "keys.manage"
    /// The names and roles of the people.
    case peopleRead = "people.read"
    /// Inviting, resetting and disabling people, changing roles.
    case peopleManage = "people.manage"
    /// The audit log.
    case auditRead = "audit.read"
    /// Articles with their drafts and revisions, internal ones included.
    case articlesRead = "articles.read"
    /// Writing drafts; tags, questions, attachments and locale variants.
    case articlesWrite = "articles.write"
    /// Approving drafts or asking for changes.
    case articlesReview = "articles.review"
    /// Publishing, scheduling and withdrawing.
    case articlesPublish = "articles.publish"
    /// Bringing an earlier revision back.
    case articlesRestore = "articles.restore"
    /// Moving articles to the bin and out of it.
    case articlesDelete = "articles.delete"
    /// Emptying the bin.
    case articlesPurge = "articles.purge"
    /// Spaces and collections: making, moving, settings.
    case structureWrite = "structure.write"
    /// Importing articles, and undoing an import.
    case contentImport = "content.import"
    /// Exporting articles.
    case contentExport = "content.export"
    /// Searching and asking the knowledge base.
    case knowledgeSearch = "knowledge.search"
    /// Rebuilding the search index, running the judged questions.
    case knowledgeManage = "knowledge.manage"
    /// Reading unanswered questions and the log of answers.
    case questionsRead = "questions.read"
    /// Dealing with unanswered questions.
    case questionsHandle = "questions.handle"
    /// Reading conversations.
    case conversationsRead = "conversations.read"
    /// Talking with visitors.
    case conversationsReply = "conversations.reply"
    /// Changing settings of the workspace.
    case settingsWrite = "settings.write"
}
