// English words of home, health, food, work and technology that stand for each other.

/// More groups of kin, for trades of all kinds; the form is that of `EnglishKin`.
enum EnglishHouseholdKin {
    static let groups = """
        puppy dog pet
        kitten cat pet
        horse pony
        bird parrot
        vet veterinarian animal_doctor
        leash lead dog
        crib cot baby_bed
        newborn baby infant
        pram stroller buggy pushchair
        nappy diaper baby
        dining restaurant meal eat
        diner restaurant
        dine eat dinner restaurant
        supper dinner evening_meal
        brunch breakfast lunch
        snack food
        menu dish meal food
        gluten celiac coeliac gluten-free
        lactose milk dairy
        dairy milk lactose
        nut nuts peanut allergy
        vegan vegetarian plant-based
        halal kosher diet
        diet dietary food
        beer wine alcohol
        bar pub
        chef cook kitchen
        kitchen cook cooking
        fridge refrigerator cold
        oven stove cooker
        microwave oven
        dishwasher dishes
        plate dish
        cup mug glass
        tap faucet
        sink basin
        bath bathtub tub
        towel towels linen
        sheet bedding linen bed
        pillow bedding
        blanket bedding duvet
        laundry washing wash clothes
        iron ironing
        vacuum hoover clean
        cleaner cleaning housekeeping
        heating heater radiator warm
        air_conditioning cooling aircon
        window glass
        door entrance
        roof attic
        cellar basement
        garden yard outdoor
        balcony terrace
        floor storey level
        corridor hallway
        furniture sofa couch chair table
        sofa couch
        carpet rug
        wall walls
        paint painting decorate
        drill hole
        noise noisy loud quiet neighbours
        neighbour neighbor
        rubbish bin recycling
        lightbulb bulb lamp
        meter reading consumption
        bill invoice utility
        landlord owner lessor
        tenant renter lessee occupant
        flatmate roommate co-tenant
        lease tenancy rental_agreement contract
        eviction notice
        alone unaccompanied adult accompanied
        accompany accompanied adult with_an_adult
        grown-up adult
        minor child under_18 underage
        underage minor child
        pensioner senior retired
        student pupil learner
        carer caregiver companion
        companion accompany
        suitcase luggage baggage bags
        bags luggage suitcases baggage
        cab taxi
        taxi cab
        shuttle bus transfer
        airport flight terminal
        train station railway rail
        station railway stop
        stop station halt
        platform track
        seat place
        ticket fare
        fare ticket price
        connection transfer
        departure leave depart
        depart leave departure
        motorway highway
        petrol_station fuel
        electric_car ev vehicle
        recharge charge charging
        swim swimming pool bathe
        pool swimming swim
        gym fitness workout training
        workout training exercise fitness
        exercise training sport workout
        sport sports exercise
        coach trainer instructor
        match game
        sauna steam
        spa wellness
        massage treatment
        treatment therapy care
        therapy treatment
        haircut hairdresser hair
        tooth teeth dental
        dental teeth tooth dentist
        filling tooth
        pain hurt ache sore
        toothache pain tooth
        headache pain
        swelling swollen
        bleed bleeding blood
        blood bleed
        anaesthetic injection numb
        injection jab shot vaccination
        prescription medicine
        nurse doctor
        surgery practice clinic
        checkup check-up check examination
        x-ray radiograph scan
        glasses spectacles lenses
        hearing_aid hearing
        crutches walking_aid
        insurance insurer health_insurance
        borrow lend loan check_out
        library books
        novel book
        magazine newspaper
        audiobook book
        overdue late return_date
        reading_room library
        shelf shelves
        printer print
        scan scanner copy
        copier copy print
        photocopy copy
        workshop course
        lecture talk
        homework assignment
        grade mark
        degree diploma
        tuition fee
        scholarship grant
        grant funding subsidy
        subsidy grant funding
        enrolment registration sign_up
        kindergarten nursery daycare
        nursery daycare kindergarten
        teacher instructor
        piano instrument
        guitar instrument
        violin instrument
        song music
        choir sing
        theatre stage
        cinema film movie
        movie film
        museum exhibition
        exhibition exhibit show
        opening_night premiere
        photo photography picture
        camera photo
        souvenir gift
        jewellery ring
        watch clock
        shoe footwear boots
        boots shoes
        skis ski
        sledge sled toboggan
        snowboard ski
        hike hiking walk
        hiking hike walking trail
        climb climbing
        fishing fish
        boat sailing
        laptop computer notebook
        tablet device
        device gadget phone computer
        keyboard keys
        mouse pointer
        screen monitor display
        speaker sound audio
        headphones audio
        microphone mic audio
        sound audio volume
        volume loud
        picture image
        file document
        folder directory
        attachment file
        inbox mail
        spam junk
        browser website chrome firefox safari
        url link address
        link url
        server hosting
        domain website
        router modem internet
        signal reception coverage
        roaming abroad
        sim card
        data_volume gigabytes data
        gigabyte gb data
        storage space gb
        upload send
        sync synchronise synchronize
        synchronise sync
        calendar schedule
        alarm reminder
        timer time
        bug error problem
        outage down unavailable maintenance
        unavailable down outage
        offline no_connection
        virus malware security
        encrypt encryption security
        invite invitation add_members
        invitation invite
        colleague team_member user
        user member account
        admin administrator owner
        administrator admin
        role permission rights
        rights permission role
        api interface integration
        integrate integration connect
        integration connect integrate
        dashboard overview
        report statistics
        statistics report analytics
        template pattern
        version release
        trial free_trial test_period
        seat licence user
        billing invoice payment
        vat_number tax_number
        receipt invoice
        chargeback refund
        charged debited billed
        debit withdraw charge
        loan mortgage credit
        mortgage loan
        savings save
        interest_rate rate
        investment invest
        pension retirement
        retirement pension
        wage salary pay
        overtime hours
        holiday_pay leave
        sick_leave ill sick
        maternity parental_leave pregnancy
        parental_leave maternity paternity
        cv resume application
        resume cv application
        interview application
        internship trainee placement
        trainee apprentice internship
        apprentice apprenticeship trainee
        contractor freelancer
        supplier vendor
        wholesale bulk
        bulk wholesale large_quantity
        sample specimen
        warehouse storage depot
        courier delivery
        signature sign
        doorstep door
        neighbour neighbourhood
        wrap gift_wrap
        fragile breakable
        frozen cold
        expiry_date best_before shelf_life
        best_before shelf_life expiry
        ingredient ingredients contents
        calories nutrition
        portion serving
        recipe cook
        catering buffet
        banquet wedding
        wedding marriage celebration
        funeral burial
        ceremony celebration
        anniversary celebration
        celebrate celebration party
        fireworks rocket
        flag banner
        passport_photo photo
        birth_certificate certificate
        driving_licence licence
        residence address registration
        move_house relocate moving
        council town_hall municipality
        town_hall council
        election vote
        """
}
