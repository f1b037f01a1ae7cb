import Testing

@Suite struct AccountsPlaceholder {}
