// The one table of what each role may do.

public import Vocabulary

/// Permissions by role. `docs/ACCOUNTS.md` shows the same table, and a test holds them together.
public enum PermissionTable {
    /// Roles that have a permission.
    public static func roles(with permission: Permission) -> Set<Role> {
        switch permission {
        case .accountOwn, .keysOwn, .articlesRead, .knowledgeSearch:
            [.owner, .editor, .reviewer, .agent, .viewer]
        case .peopleRead, .questionsRead: [.owner, .editor, .reviewer, .agent]
        case .articlesReview, .articlesPublish: [.owner, .editor, .reviewer]
        case .questionsHandle, .conversationsRead: [.owner, .editor, .agent]
        case .conversationsReply: [.owner, .agent]
        case .articlesWrite, .articlesRestore, .articlesDelete, .structureWrite, .contentImport,
            .contentExport, .knowledgeManage:
            [.owner, .editor]
        case .keysManage, .peopleManage, .auditRead, .articlesPurge, .settingsWrite: [.owner]
        }
    }

    /// What a role may do.
    public static func permissions(of role: Role) -> Set<Permission> {
        byRole[role] ?? []
    }

    private static let byRole = Dictionary(
        uniqueKeysWithValues: Role.allCases.map { role in
            (role, Set(Permission.allCases.filter { roles(with: $0).contains(role) }))
        })
}
