// Who may use a route of the API.

import Vocabulary

/// What must hold of whoever asks.
enum APIAccess: Sendable, Hashable {
    /// Nothing: everybody may ask.
    case everybody
    /// Signed in or with a key, and the permission.
    case permission(Permission)
    /// Signed in with a password, and the permission: a key does not suffice.
    case session(Permission)
    /// Signed in, even while the password must be changed.
    case newcomer

    /// The permission that is needed; `nil` for none.
    var permission: Permission? {
        switch self {
        case .everybody, .newcomer: nil
        case .permission(let permission), .session(let permission): permission
        }
    }

    /// Whether a key suffices.
    var takesKeys: Bool { if case .permission = self { true } else { false } }
}
