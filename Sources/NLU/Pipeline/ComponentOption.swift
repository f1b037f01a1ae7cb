// One documented option of a component: its name, its standard value and what it accepts.

public import Vocabulary

/// One documented option of a component.
public struct ComponentOption: Sendable {
    /// What becomes of the option here.
    public enum Support: Sendable, Hashable {
        /// It does what Rasa's documentation says.
        case honoured
        /// It has no meaning here; using it gives one warning with this reason.
        case withoutEffect(String)
    }

    /// Rasa's name of the option.
    public let name: String
    /// The value when it is not written.
    public let standard: JSONValue
    /// What becomes of it here.
    public let support: Support
    /// Which values it may have; a value equal to the standard is always accepted.
    public let shape: OptionShape

    /// An option. Without `accepts`, values of the standard's own type are accepted: truth values,
    /// numbers, texts, lists or mappings; any value when the standard is `null`.
    public init(
        _ name: String, _ standard: JSONValue, _ support: Support = .honoured,
        accepts shape: OptionShape? = nil
    ) {
        self.name = name
        self.standard = standard
        self.support = support
        self.shape = shape ?? OptionShape(of: standard)
    }
}
