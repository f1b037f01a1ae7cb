// English words that stand for each other when people ask a company something.

/// Groups of kin: words and expressions that a question may use where a text uses another.
///
/// One line a group; `turn_on` is an expression whose words may stand apart ("turn it on").
enum EnglishKin {
    static let groups = """
        price cost fee charge rate tariff amount expensive how_much
        cheap cheaper cheapest affordable inexpensive low-cost budget bargain
        expensive pricey costly dear
        pay payment paid settle transfer
        refund reimburse reimbursement money_back repay repayment get_back paid_back pay_back
        return bring_back give_back send_back take_back hand_back hand_in drop_off
        exchange swap replace replacement switch change substitute trade
        cancel cancellation call_off terminate termination quit withdraw drop back_out revoke
        cancel unsubscribe opt_out stop end leave get_out_of
        buy purchase order acquire shop get_hold_of bought
        sell sale vendor seller sold
        order purchase booking
        book reserve reservation booking appointment slot schedule arrange
        appointment meeting visit slot session
        rent hire rental lease borrow loan
        lease leasing finance financing instalment installment
        instalment installment monthly_payments pay_off spread_the_cost in_parts hire_purchase
        deposit bond security prepayment down_payment hold
        discount reduction voucher coupon promo code offer deal rebate money_off concession off
        voucher gift_card coupon gift certificate
        loyalty reward points bonus member membership perk stamp
        free complimentary gratis no_charge included for_nothing cost_nothing
        fee surcharge extra supplement
        tax vat duty
        invoice bill receipt statement
        receipt proof_of_purchase invoice
        card credit_card debit visa mastercard plastic
        cash coins notes money
        currency euro dollar pound money
        delivery deliver ship shipping shipment dispatch courier send post mail arrive
        parcel package shipment box
        arrive arrival turn_up come get_here show_up reach delivery
        track tracking trace follow whereabouts
        late delay delayed overdue behind slow
        fast quick quickly speed rapid express soon
        collect collection pick_up pickup fetch
        open opening hours times opening_hours closed close
        hours times schedule timetable o'clock
        closed close shut closing
        weekend saturday sunday
        holiday bank_holiday public_holiday festive christmas easter
        vacation holiday leave time_off days_off
        address location located place where find_you site branch based situated directions
        branch shop store location outlet site showroom premises
        parking park car_park garage
        contact reach call phone email ring hotline get_in_touch get_hold_of speak talk
        phone telephone call ring number mobile
        email mail e-mail
        support help assistance service customer_service helpdesk hotline
        help assist support aid
        complaint complain unhappy dissatisfied grievance feedback
        feedback review rating opinion survey
        human agent person representative advisor staff
        account profile login registration
        sign_up register registration join enrol enroll create_an_account
        log_in login sign_in signin log_on
        log_out logout sign_out signout
        password passcode credentials pin
        forgot forget forgotten lost remember reset
        reset restore recover recovery
        username user_name login
        delete deletion remove erase close wipe get_rid_of
        change modify edit amend update alter adjust switch
        update upgrade renew refresh new_version
        upgrade downgrade plan tier
        subscription plan membership contract
        renew renewal extend extension prolong
        extend extension longer prolong keep_longer
        expire expiry expiration run_out valid validity lapse end
        valid validity last expire
        app application mobile software phone smartphone
        phone smartphone mobile cellphone handset iphone android
        computer laptop pc desktop
        website site web_page page online web
        internet network connection wifi wlan online
        download install installation set_up setup
        connect pair link sync pairing bluetooth connection
        notification alert message reminder
        settings preferences options configuration
        language translation translate
        data information details personal_data privacy
        privacy gdpr data_protection personal_data
        store keep retain save hold retention
        share pass_on disclose third_party
        safe safety secure security danger dangerous risk
        secure lock protect protection
        guarantee warranty cover coverage guaranteed
        warranty defect faulty manufacturing
        cover covered coverage include included insured
        insurance insured policy cover protection
        claim report
        accident crash collision hit fall injury injured hurt
        injury injured hurt wound
        damage damaged broken scratch dent harm defect wreck ruin
        broken faulty defective damaged not_working out_of_order kaput dead break doesn't_work
        faulty defect defective malfunction error problem fault
        problem trouble issue fault error difficulty
        error fault warning message code
        fix repair mend sort_out put_right maintenance
        repair service workshop mechanic garage
        maintenance service servicing check inspection overhaul upkeep maintain look_after care
        check inspect inspection examine test
        clean cleaning wash dirty dirt wipe mud
        theft steal thief nicked pinched robbed
        lost lose missing misplace left_behind gone can't_find
        found lost_and_found lost_property
        police report officer
        lock padlock chain
        key spare_key keys
        start begin turn_on switch_on boot power_up come_on
        turn_on switch_on power start activate
        turn_off switch_off shut_down deactivate disable power_off
        activate enable switch_on unlock
        stop halt quit cut_out die shut_off
        battery accumulator power pack cell
        charge charging recharge plug_in power_up top_up
        charger power_supply adapter adaptor cable
        socket outlet plug wall power_point
        range distance far reach mileage kilometres miles how_far
        distance kilometre kilometer km mile
        empty flat run_out drained dead run_down
        full capacity complete
        duration time long take last how_long
        fast speed km/h mph limit quick pace top_speed
        limit maximum max cap restriction most up_to
        minimum least min lowest
        allowed allow permitted permission may legal ok okay
        forbidden prohibited banned illegal allowed not_allowed
        law legal regulation rule legislation
        rule policy condition terms regulation requirement
        require requirement need must necessary mandatory compulsory obligatory have_to
        fine penalty ticket
        licence license permit
        id identity passport document identification papers id_card
        age old minimum_age young years how_old
        child children kid kids baby toddler son daughter youngster infant little_one boy girl
        family parents children
        teenager teen youth adolescent
        adult grown-up
        senior elderly pensioner old retired
        student school pupil university
        dog pet animal cat
        disabled disability wheelchair accessible accessibility barrier-free step-free
        woman female lady
        man male
        size fit height tall frame measurement dimension fitting short
        large big huge oversized
        small little tiny
        heavy weight weigh kilo kg load
        weight weigh heavy load kilo
        load carry weight capacity payload transport luggage
        luggage baggage suitcase bag
        bag pannier backpack rucksack
        colour color shade paint
        material fabric made_of
        brand make manufacturer model
        model type version kind variant
        accessory accessories extras add-on
        part spare component spare_parts
        available availability stock in_stock sold_out
        choose choice select pick option decide
        recommend suggest recommendation advice advise
        compare comparison difference versus better
        try test trial try_out
        new brand-new latest
        used second-hand pre-owned refurbished old
        recycle recycling dispose disposal scrap throw_away get_rid_of bin environment waste
        environment sustainable green eco climate
        job vacancy career position vacancies employment apprenticeship
        apply application applicant candidate
        employee staff worker colleague employer
        salary wage pay earn income
        company business firm corporate organisation employer
        fleet company corporate vehicles
        team group party
        group several many together
        tour trip excursion guided outing ride
        guide guided leader instructor
        route path way trail road
        map navigation gps
        road street traffic
        ride cycle riding drive go
        bike bicycle cycle two-wheeler
        car vehicle automobile
        train rail railway
        bus coach transport
        flight plane aeroplane airline fly
        ferry boat ship
        abroad foreign country overseas border international
        country nation land abroad
        weather rain storm wind snow
        rain wet rainy pouring shower
        water wet waterproof splash rain
        cold winter frost freezing temperature frozen
        hot heat summer warm temperature
        ice icy snow slippery
        storm thunderstorm lightning
        night dark evening light
        light lamp headlight lighting
        helmet head protection
        clothes clothing wear outfit
        brake brakes braking stop
        tyre tire wheel
        puncture flat_tyre flat
        wheel tyre tire
        chain gear gears
        gear gears shift shifting
        motor engine drive
        pedal pedals assist
        saddle seat
        seat chair place
        handlebar bars steering
        noise squeak squeal loud grinding
        screen display
        button switch
        photo picture image
        food meal eat lunch dinner restaurant
        drink beverage coffee
        vegetarian vegan meat
        allergy allergic intolerance
        breakfast meal morning
        room accommodation stay hotel
        hotel accommodation lodging overnight
        check_in arrival arrive
        check_out departure leave
        guest visitor
        bed mattress sleep
        house home flat apartment
        tenant renter
        landlord owner
        owner belong
        friend someone_else another_person
        someone_else another_person third_party transfer on_behalf
        name surname
        transfer hand_over pass_on give
        send post submit
        upload attach file
        document file paper form
        form application fill_in
        sign signature
        contract agreement terms
        notice_period notice terminate
        deadline due time_limit latest until
        early before earlier advance beforehand ahead
        late later after
        today same_day immediately now
        tomorrow next_day
        daily day per_day
        weekly week
        monthly month
        yearly annual annually year
        often frequency frequent how_often regularly interval every
        doctor physician medical clinic
        medicine medication drug tablet pill
        ill sick illness disease unwell
        emergency urgent breakdown
        breakdown stranded broken_down stuck rescue roadside
        hospital clinic
        course class lesson training
        lesson class course
        teacher instructor trainer tutor
        exam test
        certificate diploma
        learn study beginner
        beginner novice first_time new_to never_done
        ticket pass admission entry
        event concert show
        entrance entry admission
        gift present
        wait queue waiting
        busy crowded full
        quiet silent
        quality good standard
        reserve hold put_aside keep
        storage store keep put_away
        winter cold_season storage
        hurt pain ache
        smoke smoking cigarette
        alcohol drunk drink
        pregnant pregnancy expecting
        move relocate moving new_address
        address home_address move
        postcode zip
        bank account iban
        debt owe outstanding
        overcharged charged_twice wrong_amount
        reject refuse decline declined
        approve accept take
        accept take possible
        confirm confirmation verify verification
        code number pin
        verification two-factor 2fa
        hack hacked breach stolen
        spam unwanted junk
        block blocked ban suspended locked
        limit quota
        slow sluggish lag
        crash freeze hang
        backup restore
        print printer
        export download
        upload import
        member membership club
        partner cooperation
        press media journalist
        donate donation charity
        investor shares
        management boss director ceo founder
        history founded started
        """
}
