// A piece of a long list, and the place where the next piece begins.

/// Which piece of a list is asked for.
public struct PageRequest: Sendable, Hashable {
    /// How many items a page may hold.
    public static let limitMax = 200
    /// How many items a page holds when nothing is said.
    public static let limitStandard = 50

    /// How many items at most, from 1 to `limitMax`.
    public let limit: Int
    /// The place behind which the page begins, as the store named it in `Page.next`; `nil` for the
    /// beginning.
    public let after: String?

    /// A piece of a list; a limit out of range is moved into it.
    public init(limit: Int = PageRequest.limitStandard, after: String? = nil) {
        self.limit = min(max(limit, 1), Self.limitMax)
        self.after = after
    }
}

/// A piece of a list.
public struct Page<Item: Sendable>: Sendable {
    /// The items, in the list's order.
    public let items: [Item]
    /// The place behind which the next page begins, in the store's own words; `nil` at the end.
    public let next: String?

    /// A piece.
    public init(items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }

    /// A piece of what a store found when it asked for one item more than the page may hold.
    ///
    /// - Parameters:
    ///   - found: up to `request.limit` + 1 items.
    ///   - place: the place of an item in the list.
    public init(found: [Item], for request: PageRequest, place: (Item) -> String) {
        items = Array(found.prefix(request.limit))
        next = found.count > request.limit ? items.last.map(place) : nil
    }

    /// The page with each item changed.
    public func map<Other>(_ change: (Item) -> Other) -> Page<Other> {
        Page<Other>(items: items.map(change), next: next)
    }
}
