// Values by key in the order of the keys' first appearance, however many there are.

import Vocabulary

/// Values grouped by key.
struct OrderedGroups {
    private var places: [String: Int] = [:]
    private var groups: [(key: String, values: [JSONValue])] = []

    /// Adds a value to a key's group.
    mutating func append(_ value: JSONValue, to key: String) {
        groups[place(of: key)].values.append(value)
    }

    /// Makes a value the only one of its key.
    mutating func replace(_ key: String, by value: JSONValue) {
        groups[place(of: key)].values = [value]
    }

    /// An object of arrays, one per key.
    var arrays: [(key: String, value: JSONValue)] { groups.map { ($0.key, .array($0.values)) } }

    /// An object of the first values, one per key.
    var firsts: JSONObject {
        JSONObject(distinct: groups.map { ($0.key, $0.values.first ?? .null) })
    }

    private mutating func place(of key: String) -> Int {
        if let known = places[key] { return known }
        places[key] = groups.count
        groups.append((key, []))
        return groups.count - 1
    }
}
