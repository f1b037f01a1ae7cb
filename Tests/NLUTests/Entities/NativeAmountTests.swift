import NLU
import Testing

@Suite("Native extraction of numbers, money and quantities") struct NativeAmountTests {
    @Test(
        "English numbers",
        arguments: [
            NativeCase("I need 12", "number|12|12"), NativeCase("1,000", "number|1,000|1000"),
            NativeCase("1.000", "number|1.000|1"), NativeCase("1,234.5", "number|1,234.5|1234.5"),
            NativeCase("1.234,5", "number|1.234,5|1234.5"),
            NativeCase("1.000.000", "number|1.000.000|1000000"),
            NativeCase("-5", "number|-5|-5"), NativeCase("5k", "number|5k|5000"),
            NativeCase("1.5 million", "number|1.5 million|1500000"),
            NativeCase("twenty-five", "number|twenty-five|25"),
            NativeCase("two hundred and fifty", "number|two hundred and fifty|250"),
            NativeCase("a hundred", "number|a hundred|100"),
            NativeCase("one thousand two hundred", "number|one thousand two hundred|1200"),
            NativeCase("three point five", "number|three point five|3.5"),
            NativeCase("half a million", "number|half a million|500000"),
            NativeCase("half a dozen", "number|half a dozen|6"),
            NativeCase("two and a half", "number|two and a half|2.5"),
            NativeCase("2½", "number|2½|2.5"), NativeCase("twelve, please", "number|twelve|12"),
            NativeCase("one of them"), NativeCase("a bike"), NativeCase("version 1.2.3"),
            NativeCase("AB-1234"), NativeCase("192.168.0.1"), NativeCase("room B12"),
            NativeCase("#42"), NativeCase("007"), NativeCase("1,2,3"), NativeCase("3rd"),
            NativeCase("12345678901234567890"), NativeCase("covid-19"), NativeCase("x_5"),
            NativeCase("5-a-side"), NativeCase("ten 🎉 5", "number|ten|10", "number|5|5"),
        ])
    func englishNumbers(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "German numbers",
        arguments: [
            NativeCase("1.000", "number|1.000|1000"), NativeCase("1,5", "number|1,5|1.5"),
            NativeCase("1.234,50", "number|1.234,50|1234.5"),
            NativeCase("1,000", "number|1,000|1"), NativeCase("1.5", "number|1.5|1.5"),
            NativeCase("1'000", "number|1'000|1000"),
            NativeCase("zweihundertfünfundzwanzig", "number|zweihundertfünfundzwanzig|225"),
            NativeCase("dreißigtausend", "number|dreißigtausend|30000"),
            NativeCase("zwölf", "number|zwölf|12"),
            NativeCase("zwo\u{308}lf", "number|zwo\u{308}lf|12"),
            NativeCase("anderthalb", "number|anderthalb|1.5"),
            NativeCase("zweieinhalb", "number|zweieinhalb|2.5"),
            NativeCase("drei Komma fünf", "number|drei Komma fünf|3.5"),
            NativeCase("eine Million", "number|eine Million|1000000"),
            NativeCase("2,5 Mio.", "number|2,5 Mio|2500000"),
            NativeCase("ein Dutzend", "number|ein Dutzend|12"),
            NativeCase("vier tausend zweihundert", "number|vier tausend zweihundert|4200"),
            NativeCase("ein Rad"), NativeCase("Version 1.2.3"), NativeCase("eins nach dem anderen"),
        ])
    func germanNumbers(row: NativeCase) { row.check(NativeCase.german) }

    @Test(
        "English money",
        arguments: [
            NativeCase("£5", #"money|£5|{"amount":5,"currency":"GBP"}"#),
            NativeCase("£1,000.50!", #"money|£1,000.50|{"amount":1000.5,"currency":"GBP"}"#),
            NativeCase("around $5k", #"money|$5k|{"amount":5000,"currency":"USD"}"#),
            NativeCase("US$ 20", #"money|US$ 20|{"amount":20,"currency":"USD"}"#),
            NativeCase("20 pounds", #"money|20 pounds|{"amount":20,"currency":"GBP"}"#),
            NativeCase("fifty quid", #"money|fifty quid|{"amount":50,"currency":"GBP"}"#),
            NativeCase("EUR 500", #"money|EUR 500|{"amount":500,"currency":"EUR"}"#),
            NativeCase("500 eur", #"money|500 eur|{"amount":500,"currency":"EUR"}"#),
            NativeCase(
                "two million euros", #"money|two million euros|{"amount":2000000,"currency":"EUR"}"#
            ),
            NativeCase("£2m", #"money|£2m|{"amount":2000000,"currency":"GBP"}"#),
            NativeCase("50p", #"money|50p|{"amount":0.5,"currency":"GBP"}"#),
            NativeCase("£5 50p", #"money|£5 50p|{"amount":5.5,"currency":"GBP"}"#),
            NativeCase(
                "5 euros and 50 cents",
                #"money|5 euros and 50 cents|{"amount":5.5,"currency":"EUR"}"#),
            NativeCase("a pound", #"money|a pound|{"amount":1,"currency":"GBP"}"#),
            NativeCase(
                "between 10 and 20 thousand dollars",
                #"money|10 and 20 thousand dollars|{"from":10000,"to":20000,"currency":"USD"}"#),
            NativeCase(
                "£1,000 – £1,500",
                #"money|£1,000 – £1,500|{"from":1000,"to":1500,"currency":"GBP"}"#),
            NativeCase("£500-800", #"money|£500-800|{"from":500,"to":800,"currency":"GBP"}"#),
            NativeCase(
                "100€ to 200€", #"money|100€ to 200€|{"from":100,"to":200,"currency":"EUR"}"#),
            NativeCase("CHF 20.–", #"money|CHF 20.–|{"amount":20,"currency":"CHF"}"#),
            NativeCase("(£12.50)", #"money|£12.50|{"amount":12.5,"currency":"GBP"}"#),
            NativeCase("£20/day", #"money|£20|{"amount":20,"currency":"GBP"}"#),
            NativeCase("20 €/day", #"money|20 €|{"amount":20,"currency":"EUR"}"#),
            NativeCase("5 try this", "number|5|5"),
            NativeCase("top 10 all", "number|10|10"),
        ])
    func englishMoney(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "German money",
        arguments: [
            NativeCase("1,5 Mio. €", #"money|1,5 Mio. €|{"amount":1500000,"currency":"EUR"}"#),
            NativeCase(
                "1.234,56 Euro", #"money|1.234,56 Euro|{"amount":1234.56,"currency":"EUR"}"#),
            NativeCase("1.000 €", #"money|1.000 €|{"amount":1000,"currency":"EUR"}"#),
            NativeCase("10 000 €", #"money|10 000 €|{"amount":10000,"currency":"EUR"}"#),
            NativeCase("20,- €", #"money|20,- €|{"amount":20,"currency":"EUR"}"#),
            NativeCase("fünfzig Cent", #"money|fünfzig Cent|{"amount":0.5,"currency":"EUR"}"#),
            NativeCase("12 Euro 50", #"money|12 Euro 50|{"amount":12.5,"currency":"EUR"}"#),
            NativeCase(
                "zwei Millionen Euro",
                #"money|zwei Millionen Euro|{"amount":2000000,"currency":"EUR"}"#),
            NativeCase(
                "zwischen 500 und 800 Euro",
                #"money|500 und 800 Euro|{"from":500,"to":800,"currency":"EUR"}"#),
            NativeCase("10-20k €", #"money|10-20k €|{"from":10000,"to":20000,"currency":"EUR"}"#),
            NativeCase(
                "100 € bis 200 €", #"money|100 € bis 200 €|{"from":100,"to":200,"currency":"EUR"}"#),
            NativeCase("einen Euro", #"money|einen Euro|{"amount":1,"currency":"EUR"}"#),
            NativeCase("200 Franken", #"money|200 Franken|{"amount":200,"currency":"CHF"}"#),
            NativeCase("50 Tsd. EUR", #"money|50 Tsd. EUR|{"amount":50000,"currency":"EUR"}"#),
        ])
    func germanMoney(row: NativeCase) { row.check(NativeCase.german) }

    @Test(
        "quantities",
        arguments: [
            NativeCase("5 kg", #"quantity|5 kg|{"amount":5,"unit":"kg"}"#),
            NativeCase("20km", #"quantity|20km|{"amount":20,"unit":"km"}"#),
            NativeCase("80 m²", #"quantity|80 m²|{"amount":80,"unit":"m²"}"#),
            NativeCase("80 sq m.", #"quantity|80 sq m|{"amount":80,"unit":"m²"}"#),
            NativeCase("forty people", #"quantity|forty people|{"amount":40,"unit":"person"}"#),
            NativeCase("one hour", #"quantity|one hour|{"amount":1,"unit":"hour"}"#),
            NativeCase("half an hour", #"quantity|half an hour|{"amount":0.5,"unit":"hour"}"#),
            NativeCase(
                "two and a half hours",
                #"quantity|two and a half hours|{"amount":2.5,"unit":"hour"}"#),
            NativeCase("2-3 days", #"quantity|2-3 days|{"from":2,"to":3,"unit":"day"}"#),
            NativeCase(
                "between 5 and 10 employees",
                #"quantity|5 and 10 employees|{"from":5,"to":10,"unit":"employee"}"#),
            NativeCase("20 %", #"quantity|20 %|{"amount":20,"unit":"percent"}"#),
            NativeCase("50 km/h", #"quantity|50 km/h|{"amount":50,"unit":"km/h"}"#),
            NativeCase("a 20-minute ride", #"quantity|20-minute|{"amount":20,"unit":"minute"}"#),
            NativeCase("for a week", #"quantity|a week|{"amount":1,"unit":"week"}"#),
            NativeCase("once a week"), NativeCase("the 80s"), NativeCase("the twenty-second"),
            NativeCase("size 5 M", "number|5|5"),
            NativeCase("2 L", #"quantity|2 L|{"amount":2,"unit":"l"}"#),
            NativeCase("3.5 GB", #"quantity|3.5 GB|{"amount":3.5,"unit":"GB"}"#),
        ])
    func quantities(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "German quantities",
        arguments: [
            NativeCase("zwei Stunden", #"quantity|zwei Stunden|{"amount":2,"unit":"hour"}"#),
            NativeCase("1,5 Liter", #"quantity|1,5 Liter|{"amount":1.5,"unit":"l"}"#),
            NativeCase(
                "120 Quadratmeter", #"quantity|120 Quadratmeter|{"amount":120,"unit":"m²"}"#),
            NativeCase("zehn Personen", #"quantity|zehn Personen|{"amount":10,"unit":"person"}"#),
            NativeCase(
                "anderthalb Jahre", #"quantity|anderthalb Jahre|{"amount":1.5,"unit":"year"}"#),
            NativeCase("5 Stück", #"quantity|5 Stück|{"amount":5,"unit":"piece"}"#),
            NativeCase("ein Pfund Mehl"),
            NativeCase(
                "eine halbe Stunde", #"quantity|eine halbe Stunde|{"amount":0.5,"unit":"hour"}"#),
            NativeCase(
                "50 bis 60 Gäste", #"quantity|50 bis 60 Gäste|{"from":50,"to":60,"unit":"guest"}"#),
            NativeCase("für eine Woche", #"quantity|eine Woche|{"amount":1,"unit":"week"}"#),
            NativeCase("zehn Prozent", #"quantity|zehn Prozent|{"amount":10,"unit":"percent"}"#),
        ])
    func germanQuantities(row: NativeCase) { row.check(NativeCase.german) }

    @Test("what is not asked for leaves the number inside it, unless it is a date or a phone")
    func kinds() {
        var settings = NativeCase.english
        settings.kinds = [.number]
        #expect(
            NativeCase.found("5 kg for £20 on 2026-05-03", settings) == [
                "number|5|5", "number|20|20",
            ])
        settings.kinds = [.money]
        #expect(
            NativeCase.found("5 kg for £20", settings) == [
                #"money|£20|{"amount":20,"currency":"GBP"}"#
            ])
    }
}
