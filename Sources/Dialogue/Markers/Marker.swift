// Something that can be said of a conversation at an event: that an intent was expressed, a slot is
// set, an action ran, or a combination of these.

/// A marker.
///
/// - Note: the conditions and operators of rasa/core/evaluation/marker.py (3.6.21). There a marker
///   whose tag is a negation (`not_intent`, `never`, …) counts as if it were not negated, because
///   `from_config` drops the negation; here it is what its name says.
public indirect enum Marker: Sendable, Hashable {
    /// The named action runs.
    case action(String)
    /// The named intent, or retrieval intent with its key, is expressed.
    case intent(String)
    /// The named slot has a value, set by this event or an earlier one of the session.
    case slotWasSet(String)
    /// All apply.
    case all([Marker])
    /// At least one applies.
    case any([Marker])
    /// It does not apply.
    case not(Marker)
    /// One after the other, the last one at this event.
    case sequence([Marker])
    /// It applied at this event or an earlier one of the session.
    case atLeastOnce(Marker)
    /// It did not apply at this event or an earlier one of the session.
    case never(Marker)

    /// Whether only the first event at which it applies counts.
    var countsOnce: Bool {
        switch self {
        case .atLeastOnce, .never: true
        default: false
        }
    }

    /// Every condition in it.
    var conditions: [Marker] {
        switch self {
        case .action, .intent, .slotWasSet: [self]
        case .all(let parts), .any(let parts), .sequence(let parts): parts.flatMap(\.conditions)
        case .not(let part), .atLeastOnce(let part), .never(let part): part.conditions
        }
    }
}

/// A marker with the name a project gives it.
public struct NamedMarker: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The marker.
    public var marker: Marker

    /// A named marker.
    public init(name: String, marker: Marker) {
        self.name = name
        self.marker = marker
    }
}
