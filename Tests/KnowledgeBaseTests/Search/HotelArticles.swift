// A small knowledge base of another trade than the sample's: a hotel in the mountains.

import KnowledgeBase
import Vocabulary

/// Articles and questions that nothing was tuned to word by word.
enum HotelArticles {
    static func article(
        _ id: String, _ title: String, _ questions: [String] = [], _ text: String,
        audience: Audience = .everybody, locale: String = "en"
    ) -> LiveArticle {
        // A text of a few lines is never too large for a document.
        let document = (try? DocumentNode(markdown: text).anchored()) ?? DocumentNode(.doc)
        return LiveArticle(
            id: id, revision: 3, locale: locale, title: title, slug: id, questions: questions,
            audience: audience, published: 1, sections: document.sections)
    }

    static let all: [LiveArticle] = [
        article(
            "check-in", "Arriving at the hotel", ["When can I check in?"],
            """
            Rooms are ready from 15:00. If you come earlier, we keep your suitcases behind the desk.

            ## After ten in the evening
            The front door is shut at 22:00. Ring us beforehand and we send a code for the key box.
            """),
        article(
            "check-out", "Leaving the hotel", ["Until when do I have to leave the room?"],
            """
            Please hand in your key by 10:30. Staying until 14:00 costs 25 euros if the room is not
            booked again. Luggage may stay with us until the evening, free of charge.
            """),
        article(
            "breakfast", "Breakfast", ["What is there in the morning?"],
            """
            Breakfast is served in the winter garden from 7:00 to 10:00, at weekends until 11:00.
            It costs 18 euros a person, half for those under 12.

            ## Special diets
            Gluten-free bread and oat milk are there every day. Tell us about nut allergies one day
            before.
            """),
        article(
            "cancellation", "Cancelling a booking", ["How do I call off my stay?"],
            """
            Up to seven days before arrival you can cancel without paying anything. After that we
            charge 60 per cent of the price, and the full price if you do not come at all.

            Refunds reach your account within ten days.
            """),
        article(
            "pets", "Dogs and other animals", ["May I bring my dog?"],
            """
            Dogs are welcome in the rooms on the ground floor for 12 euros a night. They are not
            allowed in the restaurant and the spa. Cats we cannot take.
            """),
        article(
            "wifi", "Wireless internet", ["What is the wifi password?"],
            """
            The network is called Alpenblick. The password is printed on your key card. Three devices
            may be connected at once. For video calls use the cable in the library.
            """),
        article(
            "spa", "Sauna and pool", ["When is the sauna open?"],
            """
            The pool is open from 6:00 to 21:00, the sauna from 14:00. Children under 14 may swim only
            with an adult, and until 17:00. Towels and bathrobes lie in your wardrobe.

            ## Massages
            A massage of 50 minutes is 75 euros. Book it at reception the day before.
            """),
        article(
            "parking", "Cars and charging", ["Where can I put my car?"],
            """
            The garage costs 14 euros a day; motorbikes stand there for nothing. It is 1.90 metres
            high. Two charging points of 11 kW for electric cars are in front of the house; a
            kilowatt hour is 55 cents.
            """),
        article(
            "shuttle", "From the railway station", ["Do you fetch guests from the train?"],
            """
            Our bus meets the trains at 14:10 and 17:10. It is free for guests; register by noon of
            the same day. At other times a taxi takes 15 minutes and costs about 30 euros.
            """),
        article(
            "ski-room", "Skis and boots", ["Where do I leave my skis?"],
            """
            Skis stay in the heated cellar, not in the rooms. Boots dry there overnight. Sledges can
            be borrowed at reception against a deposit of 20 euros.
            """),
        article(
            "payment", "Paying the bill", ["Which cards do you take?"],
            """
            You may pay with Visa, Mastercard or cash. American Express is not accepted. For groups
            we send an invoice, due within 14 days. The tourist tax of 2.40 euros a night is paid on
            the spot.
            """),
        article(
            "children", "Children and cots", ["Is there a bed for a baby?"],
            """
            A cot is put up free of charge. Up to six years children sleep in their parents' room for
            nothing; from seven to fourteen an extra bed is 30 euros a night. The play room in the
            attic is open all day.
            """),
        article(
            "night-desk", "Night desk", [],
            "The safe's spare key is in the blue folder. Wake the manager only for fire or water.",
            audience: .internalOnly),
        article(
            "fruehstueck", "Frühstück", ["Was gibt es morgens?"],
            """
            Das Frühstück gibt es im Wintergarten von 7:00 bis 10:00, am Wochenende bis 11:00. Es
            kostet 18 Euro, für Kinder unter zwölf die Hälfte.

            ## Unverträglichkeiten
            Glutenfreies Brot steht jeden Tag bereit. Nussallergien sagen Sie uns bitte einen Tag
            vorher.
            """, locale: "de"),
        article(
            "haustiere", "Hunde und andere Tiere", ["Darf mein Hund mit?"],
            """
            Hunde sind in den Zimmern im Erdgeschoss für 12 Euro je Nacht willkommen. Im Restaurant
            sind sie nicht erlaubt. Die Übernachtungsgebühr zahlen Sie an der Rezeption.
            """, locale: "de"),
    ]

    static func ask(
        _ text: String, _ article: String, _ answer: String, badly: Bool = false
    ) -> JudgedQuestion {
        JudgedQuestion(ask: text, articles: [article], answer: answer, isTypedBadly: badly)
    }

    static let questions: [JudgedQuestion] = [
        ask("what time is my room ready?", "check-in", "15:00"),
        ask("can I store my bags with you if I arrive before noon?", "check-in", "suitcases"),
        ask("we only get there at midnight, how do we get in?", "check-in", "key box"),
        ask("when do we have to be out on the last day", "check-out", "10:30"),
        ask("can i keep the room a bit longer, what does it cost?", "check-out", "25 euros"),
        ask("how much is brekfast", "breakfast", "18 euros", badly: true),
        ask(
            "my wife has celiac disease, is there bread without gluten?", "breakfast", "Gluten-free"
        ),
        ask("till when can we have breakfast on sunday?", "breakfast", "until 11:00"),
        ask("what do i pay if i cancle two days befor", "cancellation", "60 per cent", badly: true),
        ask("how long until I get my money back after calling off?", "cancellation", "ten days"),
        ask("what happens if we simply don't show up", "cancellation", "full price"),
        ask("is my puppy allowed in the dining room?", "pets", "not allowed in the restaurant"),
        ask("how much extra for a dog per night", "pets", "12 euros"),
        ask("can we take our cat along", "pets", "Cats we cannot take"),
        ask("how do i get on the wlan", "wifi", "key card"),
        ask("how many phones can use the internet", "wifi", "Three devices"),
        ask("from when can I use the suana", "spa", "from 14:00", badly: true),
        ask("may my ten year old swim alone?", "spa", "only with an adult"),
        ask("price of a massage", "spa", "75 euros"),
        ask("where do I find a towel?", "spa", "Towels"),
        ask("is the garage high enough for my van?", "parking", "1.90 metres"),
        ask("can I recharge my electric car at your place", "parking", "charging points"),
        ask("what does parkng cost per day", "parking", "14 euros", badly: true),
        ask("does somebody pick us up at the train station?", "shuttle", "14:10"),
        ask("what would a cab cost from the station", "shuttle", "30 euros"),
        ask("where can my ski boots dry", "ski-room", "dry there overnight"),
        ask("do you lend out sledges?", "ski-room", "Sledges can be borrowed"),
        ask("do you accept amex?", "payment", "American Express is not accepted"),
        ask("is there a tourist tax", "payment", "2.40 euros"),
        ask("do you have a crib for our newborn?", "children", "cot"),
        ask("what does an additional bed for my nine year old cost", "children", "30 euros"),
        JudgedQuestion(
            ask: "wie viel kostet das Früstück?", locale: "de", articles: ["fruehstueck"],
            answer: "18 Euro", isTypedBadly: true),
        JudgedQuestion(
            ask: "darf der Hund mit ins Restaurant?", locale: "de", articles: ["haustiere"],
            answer: "nicht erlaubt"),
    ]

    static let unanswerable: [JudgedQuestion] = [
        "do you have a tennis court?", "who won the world cup?", "can I rent a bicycle?",
        "is there a hairdresser nearby?", "do you host weddings?", "what is the capital of peru",
        "can you recommend a dentist?", "is there a gym?", "do the rooms have a balcony?",
        "how do I write a cover letter", "do you sell lift passes?", "tell me a joke",
    ].map { JudgedQuestion(ask: $0, articles: []) }
}
