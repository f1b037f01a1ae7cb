// English words that say little, and forms that no rule leads to.

/// How much English words say, and irregular forms.
enum EnglishWords {
    /// Words that say nothing about what is asked for.
    static let stop = """
        a an the and or but nor so yet if then than that this these those there here it its itself
        i me my mine myself you your yours yourself u ur we us our ours ourselves he him his she her
        hers they them their theirs themselves one ones who whom whose which what when where why how
        is am are was were be been being isnt arent wasnt werent do does did done doing dont doesnt
        didnt have has had having havent hasnt hadnt can could cant cannot couldnt will would wont
        wouldnt shall should shouldnt may might must mustnt of in on at by for with without to from
        into onto out off up down over under about as per via not no nor yes ok okay oh ah um hey hi
        hello please pls plz thanks thank thx cheers sorry just also too very really quite rather
        pretty even only ever never always im ive id ill youre youve youll hes shes theyre theyve
        thats whats wheres hows whos theres lets gonna wanna gotta dunno etc eg ie any some all both
        each either neither such own same other another else again once while because cause since
        though although whether however r n wat wot y s t d ll m re ve x am let because cuz coz tho
        lol btw wats wots whats wen wich wut wher hw abt bc pls plss tho thru til guys mate
        dear sir madam maam kindly hiya yo well actually basically maybe perhaps
        anyway like
        """

    /// Words that say a little.
    static let light = """
        get gets got getting gotten give gives given gave take takes took taken taking make makes
        made making go goes going went gone come comes came coming put puts putting keep keeps kept
        want wants wanted wish like likes liked need needs needed know knows knew known tell tells
        told say says said saying ask asks asked asking answer question see sees saw seen look looks
        looking looked find finds found finding use uses used using try tries tried trying think
        thinks thought mean means meant happen happens happened work works worked working do done
        thing things stuff something anything nothing everything someone somebody anyone anybody
        everyone way ways kind sort type possible possibly able allow allows allowed let lets
        good better best bad worse worst nice great fine right wrong new old big small little long
        short high low more most less least much many few lot lots several enough bit whole entire
        single every first last next previous second third time times day days still already yet now
        soon later today tomorrow yesterday ago before after until till during between within
        through around near nearby away back behind front side top bottom left inside outside
        please information info details detail explain explanation exactly example case cases point
        different similar usually normally often sometimes usual normal actual sure certain
        certainly
        help helps helped wonder wondering curious interested anyhow possible happy idea ideas
        must should ought supposed expect expected plan planning able unable offer offers offered
        provide provides provided company guys people person place reason reasons matter
        start starts started end ends part two three four five six seven eight nine ten really keep
        show shows showed turn turned call called bring brings brought run running set stay
        leave leaves left feel feels seem seems become becomes else instead hold held deal option
        options allowed available guy correct properly correctly easily easy hard simple quick
        quickly additional specific particular regarding concerning happen understand understood
        always ever almost nearly about roughly approximately maximum minimum total
        """

    /// Irregular forms by their basic form: `buy bought` and so on.
    static let forms = """
        people ppl|tomorrow tmrw tmr tomo|tonight tonite|password pw pwd passwd|message msg msgs
        |account acc acct|delivery deliv|quantity qty|approximately approx|number nr num|appointment
        appt|address addr|information infos|weekend wknd|saturday sat saturdays|sunday sun sundays
        |monday mon mondays|tuesday tue tues tuesdays|wednesday wed wednesdays|thursday thu thur
        thurs thursdays|friday fri fridays|twenty 20|thirty 30|forty 40|fifty 50|sixty 60|eighty
        80|ninety 90|twelve 12|eleven 11|fifteen 15|eighteen 18|two 2|three 3|four 4|five 5|six 6
        |seven 7|eight 8|nine 9|ten 10|buy bought|pay paid|sell sold|send sent|lend
        lent|spend spent|lose lost|break broke broken
        |steal stole stolen|forget forgot forgotten|choose chose chosen|bring brought|give
        gave given
        |take took taken|get got gotten|make made|find found|leave left|keep kept|hold
        held|tell told
        |say said|see saw seen|know knew known|go went gone|come came|drive drove driven|ride rode
        ridden|fly flew flown|write wrote written|speak spoke spoken|eat ate eaten|drink drank drunk
        |fall fell fallen|freeze froze frozen|wear wore worn|tear tore torn|throw threw thrown|grow
        grew grown|begin began begun|run ran|win won|meet met|catch caught|teach
        taught|think thought
        |feel felt|sleep slept|build built|mean meant|understand understood|stand stood|hang hung
        |hide hid hidden|bite bit bitten|shake shook shaken|wake woke woken|swim swam swum|sing sang
        sung|ring rang rung|sink sank sunk|stick stuck|strike struck|hear heard|lie lay
        lain|lead led
        |feed fed|light lit|shoot shot|sit sat|show shown|draw drew drawn|bend bent|bind bound|fight
        fought|seek sought|withdraw withdrew withdrawn|undo undid undone|rise rose risen|swear swore
        sworn|child children|foot feet|tooth teeth|man men|woman women|mouse mice|person
        people|goose
        geese|knife knives|life lives|wife wives|half halves|shelf shelves|leaf leaves|thief thieves
        theft|loss losses lost|choice choose|heavy heavier heaviest|good better best|bad worse worst
        |far farther further furthest|little less least|weight weigh weighs weighed weighing|high
        height|long length|wide width|deep depth|strong strength|warm warmth|deliver delivery
        deliveries|pay payment payments payable|arrive arrival arrivals|insure insurance insured
        insurer|refuse refusal|renew renewal renewals|remove removal|approve approval|propose
        proposal|expire expiry expiration|store storage|use usage|assist assistance
        assistant|reserve
        reservation reservations|cancel cancellation cancellations cancelled canceled cancelling
        |register registration registrations|inform information|apply application applications
        applied applicant applicants|subscribe subscription subscriptions subscriber|repair repairs
        |maintain maintenance|recycle recycling recyclable|replace replacement
        replacements|guarantee
        guaranteed|complain complaint complaints|decide decision|discuss discussion|permit
        permission
        |legal legally illegal|accessible accessibility access|sign signature|verify verification
        |confirm confirmation|pick picked pickup|charge charger charging chargers charges|identify
        identity identification|tyre tyres tire tires|colour colours color colors|centre center
        |licence license licences licenses|programme program|cheque check|jewellery
        jewelry|grey gray
        |metre meter metres meters|kilometre kilometer kilometres kilometers km kms|litre liter
        litres liters|kilogram kilograms kilo kilos kg kgs|hour hours hr hrs|minute minutes min mins
        |maximum max|minimum minimal|mobile mob|euro euros eur|pound pounds gbp quid|dollar dollars
        usd bucks|photo photos photograph photographs pic pics|phone phones telephone telephones
        |advert advertisement|bicycle bicycles bike bikes|email emails e-mail|laboratory lab
        |examination exam|bring brings|accept acceptance|require requirement requirements|rent rents
        rental rentals renting rented|differ different difference|safe safety safely|warm warmer
        |install installation|transport transportation|own owner owners ownership|damage damages
        damaged|employ employee employees employer employment|translate translation|operate
        operation
        |close closed closing closes closure|open opening opens opened|locate location locations
        located
        """
}
