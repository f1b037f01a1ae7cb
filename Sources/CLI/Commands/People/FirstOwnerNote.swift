// Shows the first owner of a workspace what to sign in with.

import Server

/// The note of the first start.
enum FirstOwnerNote {
    /// Shows login and password on standard output: not through the logger, which others may read.
    @Sendable static func show(_ owner: FirstOwner) {
        Terminal.standard.write(
            """

            This workspace is new. Sign in once with

                login:    \(owner.login)
                password: \(owner.password)

            and choose a password of your own; this one is shown never again. When it is lost:
            `martlet people reset \(owner.login)`.

            """)
    }
}
