// The ways a JSON web token may be signed, by the names RFC 7518 and RFC 8037 give them.

/// A signature algorithm of JSON web tokens.
public enum SigningMethod: String, Sendable, CaseIterable {
    case hs256 = "HS256"
    case hs384 = "HS384"
    case hs512 = "HS512"
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"
    case edDSA = "EdDSA"

    /// Whether the same secret signs and verifies.
    public var isSymmetric: Bool {
        switch self {
        case .hs256, .hs384, .hs512: true
        default: false
        }
    }

    /// All names, for messages.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
