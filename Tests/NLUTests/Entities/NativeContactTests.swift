import NLU
import Testing

@Suite("Native extraction of contacts") struct NativeContactTests {
    @Test(
        "e-mail addresses end where the address ends",
        arguments: [
            NativeCase("mail me at jo@example.org.", "email|jo@example.org|jo@example.org"),
            NativeCase(
                "(jo.doe+news@Mail.Example.co.uk)",
                "email|jo.doe+news@Mail.Example.co.uk|jo.doe+news@mail.example.co.uk"),
            NativeCase(
                "ich bin unter anna_b@müller.de erreichbar",
                "email|anna_b@müller.de|anna_b@müller.de"),
            NativeCase("a@b.io, c@d.eu", "email|a@b.io|a@b.io", "email|c@d.eu|c@d.eu"),
            NativeCase("🎉 jo@example.org🎉", "email|jo@example.org|jo@example.org"),
            NativeCase("<o'neil@example.ie>", "email|o'neil@example.ie|o'neil@example.ie"),
            NativeCase("'jo@example.org'", "email|jo@example.org|jo@example.org"),
            NativeCase("mailto:jo@example.org!", "email|jo@example.org|jo@example.org"),
            NativeCase("jo@localhost"), NativeCase("@jo"), NativeCase("a@b@c.com"),
            NativeCase("jo..doe@"), NativeCase("name@-x"), NativeCase("me @ home"),
            NativeCase("a..b@example.org"),
        ])
    func emails(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "web addresses leave out the punctuation around them",
        arguments: [
            NativeCase("see https://example.com.", "url|https://example.com|https://example.com"),
            NativeCase(
                "(see http://example.com/a_(b)?c=1#d)",
                "url|http://example.com/a_(b)?c=1#d|http://example.com/a_(b)?c=1#d"),
            NativeCase(
                "www.Example.com/Path!", "url|www.Example.com/Path|https://www.example.com/Path"),
            NativeCase(
                "harbourlane.example, please",
                "url|harbourlane.example|https://harbourlane.example"),
            NativeCase(
                "auf müller-rad.de/kontakt steht es",
                "url|müller-rad.de/kontakt|https://müller-rad.de/kontakt"),
            NativeCase("HTTPS://EXAMPLE.ORG/Q", "url|HTTPS://EXAMPLE.ORG/Q|https://example.org/Q"),
            NativeCase(
                "go to shop.example.co.uk:8080/x",
                "url|shop.example.co.uk:8080/x|https://shop.example.co.uk:8080/x"),
            NativeCase("\"https://example.com/\"", "url|https://example.com/|https://example.com/"),
            NativeCase("https://example.com/ä🎉", "url|https://example.com/ä|https://example.com/ä"),
            NativeCase(
                "http://localhost:5005/status",
                "url|http://localhost:5005/status|http://localhost:5005/status"),
            NativeCase("done.it works"), NativeCase("e.g. this"), NativeCase("node.js is fine"),
            NativeCase("https://"), NativeCase("file.txt"), NativeCase("Well...ok.so"),
            NativeCase("192.168.0.1"),
        ])
    func urls(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "British phone numbers become E.164",
        arguments: [
            NativeCase("call 01632 960417", "phone|01632 960417|+441632960417"),
            NativeCase("07700 900 461 please", "phone|07700 900 461|+447700900461"),
            NativeCase("(020) 7946 0958", "phone|(020) 7946 0958|+442079460958"),
            NativeCase("+44 (0)20 7946 0958.", "phone|+44 (0)20 7946 0958|+442079460958"),
            NativeCase("0044 20 7946 0958", "phone|0044 20 7946 0958|+442079460958"),
            NativeCase("+49 171 2345678!", "phone|+49 171 2345678|+491712345678"),
            NativeCase("tel:+1-212-555-0123", "phone|+1-212-555-0123|+12125550123"),
            NativeCase("+852 2345 6789", "phone|+852 2345 6789|+85223456789"),
            NativeCase("my number is 07700900461", "phone|07700900461|+447700900461"),
            NativeCase(
                "07700 900461 or 01632 960018", "phone|07700 900461|+447700900461",
                "phone|01632 960018|+441632960018"),
            NativeCase("order 0123"), NativeCase("code AB-07700900461"),
            NativeCase("#07700900461"), NativeCase("+999 12345678"),
            NativeCase("HL-20418"), NativeCase("DE89 3704 0044 0532 0130 00x"),
        ])
    func britishPhones(row: NativeCase) {
        let phones = NativeCase.found(row.text, NativeCase.english).filter { $0.hasPrefix("phone") }
        #expect(phones == row.expected, "\(row.text)")
    }

    @Test(
        "German phone numbers become E.164",
        arguments: [
            NativeCase("ruf an: 030 901820", "phone|030 901820|+4930901820"),
            NativeCase("0171/2345678", "phone|0171/2345678|+491712345678"),
            NativeCase("(0 89) 123 456", "phone|(0 89) 123 456|+4989123456"),
            NativeCase("Tel. 040-123456-78", "phone|040-123456-78|+494012345678"),
            NativeCase("+49 (0) 221 / 12 34 56", "phone|+49 (0) 221 / 12 34 56|+49221123456"),
            NativeCase("0049 221 123456", "phone|0049 221 123456|+49221123456"),
            NativeCase("aus Wien: +43 1 58858", "phone|+43 1 58858|+43158858"),
            NativeCase("01067 Dresden"), NativeCase("03.05.2026"), NativeCase("0815"),
            NativeCase("IBAN DE89 3704 0044 0532 0130 00"),
        ])
    func germanPhones(row: NativeCase) {
        let phones = NativeCase.found(row.text, NativeCase.german).filter { $0.hasPrefix("phone") }
        #expect(phones == row.expected, "\(row.text)")
    }

    @Test(
        "American phone numbers become E.164",
        arguments: [
            NativeCase("(212) 555-0123", "phone|(212) 555-0123|+12125550123"),
            NativeCase("212-555-0123", "phone|212-555-0123|+12125550123"),
            NativeCase("1 800 555 0199", "phone|1 800 555 0199|+18005550199"),
            NativeCase("2125550123", "phone|2125550123|+12125550123"),
            NativeCase("011 44 20 7946 0958", "phone|011 44 20 7946 0958|+442079460958"),
            NativeCase("1112223333"), NativeCase("4111 1111 1111 1111"), NativeCase("2026-05-03"),
        ])
    func americanPhones(row: NativeCase) {
        let phones = NativeCase.found(row.text, NativeCase.american)
            .filter { $0.hasPrefix("phone") }
        #expect(phones == row.expected, "\(row.text)")
    }
}
