// Why somebody is not let in, or an account is not changed.

/// A refusal that is an answer, not a failure.
public enum AccountProblem: Error, Sendable, Hashable {
    /// Too many attempts; the next is looked at after so many seconds.
    case tooManyAttempts(seconds: Double)
    /// Login, password or code are not right; which, is not told.
    case credentialsWrong
    /// The password is right, and a code of the second factor is missing.
    case secondFactorNeeded
    /// The password that confirms a change is not right.
    case confirmationWrong
    /// The code of the second factor is not right, or was used.
    case codeWrong
    /// No such link, or one that was used or ended.
    case linkNotValid
    /// The new password is refused, with the reason.
    case passwordRefused(String)
    /// The login or name is none.
    case nameRefused(String)
}
