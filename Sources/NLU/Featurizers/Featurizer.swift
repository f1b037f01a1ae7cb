// What all featurizers have in common: they can be told which of their features are read.

/// Which features of a message.
public enum FeaturePart: String, Sendable, Hashable {
    /// A row for each token.
    case tokens
    /// A row for the whole message.
    case sentence
    /// Both, but only of featurizers that know what the words themselves do not say: patterns and
    /// lookup tables.
    case patterns
}

/// A component that adds a `FeatureBlock` to the message.
public protocol Featurizer: Component {
    /// The same featurizer, which computes only the parts that somebody behind it reads. The other
    /// parts of its block stay empty; without any part it adds no block.
    func giving(_ parts: Set<FeaturePart>) -> any Featurizer
}
