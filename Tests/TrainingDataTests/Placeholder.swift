import Testing

@Suite struct TrainingDataPlaceholder {}
