// What `config.yml` says about the policy of rules.

import Vocabulary

/// The settings of `RulePolicy`.
struct RulePolicySettings: Sendable, Hashable {
    /// The higher one wins between equal confidences.
    var priority = 4
    /// How sure the policy is of the fallback, 0...1.
    var fallbackThreshold = 0.3
    /// What is done where no rule fits.
    var fallbackAction = "action_default_fallback"
    /// Whether anything is predicted where no rule fits.
    var predictsFallback = true
    /// Whether a rule may have one message only.
    var restrictsRules = true
    /// Whether rules and stories are held against each other.
    var checksContradictions = true
    /// Whether the confidence of the intent is that of the action.
    var usesNLUConfidence = false

    /// The settings of an entry whose options are checked.
    init(_ options: JSONObject = [:]) {
        priority = options["priority"]?.int ?? priority
        fallbackThreshold = options["core_fallback_threshold"]?.double ?? fallbackThreshold
        fallbackAction = options["core_fallback_action_name"]?.string ?? fallbackAction
        predictsFallback = options["enable_fallback_prediction"]?.bool ?? predictsFallback
        restrictsRules = options["restrict_rules"]?.bool ?? restrictsRules
        checksContradictions = options["check_for_contradictions"]?.bool ?? checksContradictions
        usesNLUConfidence = options["use_nlu_confidence_as_score"]?.bool ?? usesNLUConfidence
    }
}
