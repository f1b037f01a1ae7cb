// Who decides on the next action: the ensemble of a trained model, or a stand-in.

/// Decides what an assistant does next.
public protocol ActionChoosing: Sendable {
    /// The prediction that won, with the events of all policies that are to be applied.
    func predict(_ tracker: Tracker) -> PolicyPrediction
}

extension PolicyEnsemble: ActionChoosing {}
