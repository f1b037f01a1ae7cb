import NLU
import Testing

@Suite("Native extraction of dates and times") struct NativeDateTests {
    @Test(
        "English dates, said on Wednesday, 6 May 2026, at ten",
        arguments: [
            NativeCase("3 May 2026", "date|3 May 2026|2026-05-03"),
            NativeCase("3 May", "date|3 May|2027-05-03"),
            NativeCase("8 May", "date|8 May|2026-05-08"),
            NativeCase("the 3rd of June.", "date|3rd of June|2026-06-03"),
            NativeCase("May 3rd, 2026", "date|May 3rd, 2026|2026-05-03"),
            NativeCase("Dec. 24", "date|Dec. 24|2026-12-24"),
            NativeCase("2026-05-03", "date|2026-05-03|2026-05-03"),
            NativeCase("03/05/2026", "date|03/05/2026|2026-05-03"),
            NativeCase("on 5/6", "date|5/6|2026-06-05"),
            NativeCase("3.5.2026", "date|3.5.2026|2026-05-03"),
            NativeCase("03-05-2026", "date|03-05-2026|2026-05-03"),
            NativeCase("Friday, 8 May", "date|Friday, 8 May|2026-05-08"),
            NativeCase("Fri 8 May 2026", "date|Fri 8 May 2026|2026-05-08"),
            NativeCase("May 2027", "date|May 2027|2027-05"),
            NativeCase("in June", "date|June|2026-06"),
            NativeCase("in April", "date|April|2027-04"),
            NativeCase("next March", "date|next March|2027-03"),
            NativeCase("in 2027", "date|2027|2027"),
            NativeCase("in Q3", "date|Q3|2026-07-01/2026-09-30"),
            NativeCase("Q1 2027", "date|Q1 2027|2027-01-01/2027-03-31"),
            NativeCase("today", "date|today|2026-05-06"),
            NativeCase("tomorrow?", "date|tomorrow|2026-05-07"),
            NativeCase("the day after tomorrow", "date|day after tomorrow|2026-05-08"),
            NativeCase("yesterday", "date|yesterday|2026-05-05"),
            NativeCase("Friday", "date|Friday|2026-05-08"),
            NativeCase("on Wednesday", "date|Wednesday|2026-05-13"),
            NativeCase("this Wednesday", "date|this Wednesday|2026-05-06"),
            NativeCase("next Friday", "date|next Friday|2026-05-08"),
            NativeCase("last Monday", "date|last Monday|2026-05-04"),
            NativeCase("Friday next week", "date|Friday next week|2026-05-15"),
            NativeCase("next week", "date|next week|2026-W20"),
            NativeCase("this month", "date|this month|2026-05"),
            NativeCase("last year", "date|last year|2025"),
            NativeCase("this weekend", "date|this weekend|2026-05-09/2026-05-10"),
            NativeCase("next quarter", "date|next quarter|2026-07-01/2026-09-30"),
            NativeCase("in two weeks", "date|in two weeks|2026-05-20"),
            NativeCase("in 3 months", "date|in 3 months|2026-08-06"),
            NativeCase("two days ago", "date|two days ago|2026-05-04"),
            NativeCase("10 days from now", "date|10 days from now|2026-05-16"),
            NativeCase("in half an hour", "date|in half an hour|2026-05-06T10:30:00+01:00"),
            NativeCase("tomorrow morning", "date|tomorrow morning|2026-05-07"),
            NativeCase("29 February", "date|29 February|2028-02-29"),
            NativeCase("31 June", "number|31|31"), NativeCase("open 24/7"),
            NativeCase("you may go"),
            NativeCase("1.2.3"), NativeCase("2026-13-01"), NativeCase("march on"),
            NativeCase("version 10.2.15"), NativeCase("1/2 of it"), NativeCase("10.0.0.1"),
        ])
    func englishDates(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "the region decides whether the month comes first",
        arguments: [
            NativeCase("5/3/2026", "date|5/3/2026|2026-05-03"),
            NativeCase("5/8", "date|5/8|2026-05-08"),
            NativeCase("25/12/2026"), NativeCase("12-25-2026", "date|12-25-2026|2026-12-25"),
        ])
    func american(row: NativeCase) { row.check(NativeCase.american) }

    @Test(
        "German dates",
        arguments: [
            NativeCase("03.05.2026", "date|03.05.2026|2026-05-03"),
            NativeCase("am 8.5.", "date|8.5.|2026-05-08"),
            NativeCase("3. Mai 2026", "date|3. Mai 2026|2026-05-03"),
            NativeCase("am 3. Juni", "date|3. Juni|2026-06-03"),
            NativeCase("Freitag, den 8. Mai", "date|Freitag, den 8. Mai|2026-05-08"),
            NativeCase("Fr., 08.05.2026", "date|Fr., 08.05.2026|2026-05-08"),
            NativeCase("1. 6. 2026", "date|1. 6. 2026|2026-06-01"),
            NativeCase("im Juli", "date|Juli|2026-07"),
            NativeCase("Ende Juli", "date|Juli|2026-07"),
            NativeCase("im Jahr 2027", "date|2027|2027"),
            NativeCase("heute", "date|heute|2026-05-06"),
            NativeCase("morgen", "date|morgen|2026-05-07"),
            NativeCase("übermorgen", "date|übermorgen|2026-05-08"),
            NativeCase("vorgestern", "date|vorgestern|2026-05-04"),
            NativeCase("nächsten Montag", "date|nächsten Montag|2026-05-11"),
            NativeCase("diesen Freitag", "date|diesen Freitag|2026-05-08"),
            NativeCase("letzten Dienstag", "date|letzten Dienstag|2026-05-05"),
            NativeCase("nächste Woche", "date|nächste Woche|2026-W20"),
            NativeCase("Freitag nächster Woche", "date|Freitag nächster Woche|2026-05-15"),
            NativeCase("nächsten Monat", "date|nächsten Monat|2026-06"),
            NativeCase("dieses Jahr", "date|dieses Jahr|2026"),
            NativeCase("in zwei Wochen", "date|in zwei Wochen|2026-05-20"),
            NativeCase("in einer Woche", "date|in einer Woche|2026-05-13"),
            NativeCase("vor drei Tagen", "date|vor drei Tagen|2026-05-03"),
            NativeCase("am Wochenende", "date|Wochenende|2026-05-09/2026-05-10"),
            NativeCase("heute Abend", "date|heute Abend|2026-05-06"),
            NativeCase("morgen früh", "date|morgen früh|2026-05-07"),
            NativeCase("Freitagabend", "date|Freitagabend|2026-05-08"),
            NativeCase("guten Morgen"), NativeCase("am Morgen"), NativeCase("Version 10.2.15"),
            NativeCase("wir mögen das"),
        ])
    func germanDates(row: NativeCase) { row.check(NativeCase.german) }

    @Test(
        "English times",
        arguments: [
            NativeCase("15:30", "time|15:30|15:30"), NativeCase("3pm", "time|3pm|15:00"),
            NativeCase("3:30 p.m.", "time|3:30 p.m.|15:30"),
            NativeCase("12 am", "time|12 am|00:00"),
            NativeCase("12 pm", "time|12 pm|12:00"),
            NativeCase("three o'clock", "time|three o'clock|15:00"),
            NativeCase("9 o’clock", "time|9 o’clock|09:00"),
            NativeCase("half past three", "time|half past three|15:30"),
            NativeCase("half three", "time|half three|15:30"),
            NativeCase("quarter to four", "time|quarter to four|15:45"),
            NativeCase("ten past nine", "time|ten past nine|09:10"),
            NativeCase("at noon", "time|noon|12:00"),
            NativeCase("midnight", "time|midnight|00:00"), NativeCase("at 3", "time|3|15:00"),
            NativeCase("at 8 in the evening", "time|8 in the evening|20:00"),
            NativeCase("09:05:30", "time|09:05:30|09:05:30"), NativeCase("25:00"),
            NativeCase("10:3"),
            NativeCase("at 14 Harbour Lane", "number|14|14"),
            NativeCase("at 5 pounds", #"money|5 pounds|{"amount":5,"currency":"GBP"}"#),
            NativeCase("13 pm", "number|13|13"), NativeCase("a to z"),
        ])
    func englishTimes(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "German times",
        arguments: [
            NativeCase("um 15 Uhr", "time|15 Uhr|15:00"),
            NativeCase("15 Uhr 30", "time|15 Uhr 30|15:30"),
            NativeCase("15.30 Uhr", "time|15.30 Uhr|15:30"),
            NativeCase("15:30 Uhr", "time|15:30 Uhr|15:30"),
            NativeCase("halb vier", "time|halb vier|15:30"),
            NativeCase("um halb eins", "time|halb eins|12:30"),
            NativeCase("Viertel nach drei", "time|Viertel nach drei|15:15"),
            NativeCase("Viertel vor zwei", "time|Viertel vor zwei|13:45"),
            NativeCase("dreiviertel vier", "time|dreiviertel vier|15:45"),
            NativeCase("viertel drei", "time|viertel drei|14:15"),
            NativeCase("zehn vor vier", "time|zehn vor vier|15:50"),
            NativeCase("fünf nach halb drei", "time|fünf nach halb drei|14:35"),
            NativeCase("8 Uhr abends", "time|8 Uhr abends|20:00"),
            NativeCase("7 Uhr morgens", "time|7 Uhr morgens|07:00"),
            NativeCase("um 3", "time|3|15:00"), NativeCase("sieben Uhr", "time|sieben Uhr|07:00"),
            NativeCase("Mitternacht", "time|Mitternacht|00:00"),
            NativeCase("um 5 Euro", #"money|5 Euro|{"amount":5,"currency":"EUR"}"#),
            NativeCase("um 20 Prozent", #"quantity|20 Prozent|{"amount":20,"unit":"percent"}"#),
        ])
    func germanTimes(row: NativeCase) { row.check(NativeCase.german) }

    @Test(
        "a day and a time make one moment with its offset",
        arguments: [
            NativeCase("tomorrow at 3pm", "date|tomorrow at 3pm|2026-05-07T15:00:00+01:00"),
            NativeCase("3 pm tomorrow", "date|3 pm tomorrow|2026-05-07T15:00:00+01:00"),
            NativeCase("on 3 May 2026, 15:00", "date|3 May 2026, 15:00|2026-05-03T15:00:00+01:00"),
            NativeCase(
                "Friday at half past three",
                "date|Friday at half past three|2026-05-08T15:30:00+01:00"),
            NativeCase("2026-12-24T18:00", "date|2026-12-24T18:00|2026-12-24T18:00:00+00:00"),
            NativeCase(
                "tomorrow morning at 6", "date|tomorrow morning at 6|2026-05-07T06:00:00+01:00"),
            NativeCase("at 10:00 on Friday", "date|10:00 on Friday|2026-05-08T10:00:00+01:00"),
        ])
    func moments(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "a German day and time make one moment",
        arguments: [
            NativeCase("morgen um 15 Uhr", "date|morgen um 15 Uhr|2026-05-07T15:00:00+02:00"),
            NativeCase(
                "am 3. Juni gegen halb vier",
                "date|3. Juni gegen halb vier|2026-06-03T15:30:00+02:00"),
            NativeCase("um 10 am Montag", "date|10 am Montag|2026-05-11T10:00:00+02:00"),
            NativeCase("24.12.2026, 18 Uhr", "date|24.12.2026, 18 Uhr|2026-12-24T18:00:00+01:00"),
            NativeCase("heute Abend um 8", "date|heute Abend um 8|2026-05-06T20:00:00+02:00"),
        ])
    func germanMoments(row: NativeCase) { row.check(NativeCase.german) }

    @Test(
        "a stretch of a day has both its ends",
        arguments: [
            NativeCase("from 3 to 5 pm", "time|3 to 5 pm|15:00/17:00"),
            NativeCase("9 to 5 pm", "time|9 to 5 pm|09:00/17:00"),
            NativeCase("10:00-11:30", "time|10:00-11:30|10:00/11:30"),
            NativeCase("between 10 and 11 am", "time|10 and 11 am|10:00/11:00"),
            NativeCase("2 to 3 bikes", "number|2|2", "number|3|3"),
            NativeCase(
                "tomorrow between 2 and 4 pm",
                "date|tomorrow between 2 and 4 pm|"
                    + "2026-05-07T14:00:00+01:00/2026-05-07T16:00:00+01:00"),
        ])
    func stretches(row: NativeCase) { row.check(NativeCase.english) }

    @Test(
        "a German stretch of a day has both its ends",
        arguments: [
            NativeCase("von 8 bis 17 Uhr", "time|8 bis 17 Uhr|08:00/17:00"),
            NativeCase("zwischen 9 und 11 Uhr", "time|9 und 11 Uhr|09:00/11:00"),
            NativeCase("6–20 Uhr", "time|6–20 Uhr|06:00/20:00"),
            NativeCase(
                "morgen von 9 bis 12 Uhr",
                "date|morgen von 9 bis 12 Uhr|"
                    + "2026-05-07T09:00:00+02:00/2026-05-07T12:00:00+02:00"),
        ])
    func germanStretches(row: NativeCase) { row.check(NativeCase.german) }
}
