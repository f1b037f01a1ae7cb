// A person as the API shows them.

import Vocabulary

/// Writes people.
enum PersonShape {
    static let schema = APISchema.named(
        "Person",
        [
            .required("id", .id, "A random id that never changes."),
            .required("login", .text(1...254), "What the person signs in with."),
            .required("name", .line, "The name that others see."),
            .required("role", .names(of: Role.self), "What the person may do."),
            .required("state", .names(of: Person.State.self), "Whether the person may sign in."),
            .required(
                "must_change_password", .truth, "Whether the password must be changed first."),
            .required("second_factor", .truth, "Whether signing in takes a second factor."),
            .required("created", .time, "When the person was added."),
            .required("last_sign_in", .nullable(.time), "When the person signed in last."),
        ])

    static func json(_ person: Person) -> JSONValue {
        [
            "id": .string(person.id), "login": .string(person.login),
            "name": .string(person.name), "role": .string(person.role.rawValue),
            "state": .string(person.state.rawValue),
            "must_change_password": .bool(person.mustChangePassword),
            "second_factor": .bool(person.hasSecondFactor),
            "created": .number(person.created),
            "last_sign_in": person.lastSignIn.map(JSONValue.number) ?? .null,
        ]
    }
}
