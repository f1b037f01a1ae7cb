import Testing

@Suite struct AssistantPlaceholder {}
