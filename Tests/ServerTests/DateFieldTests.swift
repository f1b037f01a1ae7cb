// The header field `date`.

import Testing

@testable import Server

struct DateFieldTests {
    @Test(
        "A moment is told as RFC 9110 has it",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
        ])
    func text(_ moment: Int, _ text: String) {
        #expect(DateField.text(moment) == text)
    }
}
