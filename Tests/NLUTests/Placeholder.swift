import Testing

@Suite struct NLUPlaceholder {}
