// English words for things, matter and tools of daily life that stand for each other.

/// More groups of kin, the second part of everyday words; the form is that of `EnglishKin`.
enum EnglishThingsKin {
    static let groups = """
        change coins cash
        banknote note cash
        cheque check
        amex american_express card
        paypal online_payment wallet
        contactless tap wallet
        apple_pay google_pay wallet
        bank_transfer transfer iban
        standing_order direct_debit
        direct_debit collected account
        rate instalment
        interest apr credit
        credit loan finance
        afford pay hardship
        broke hardship
        earn collect get gain points
        collect earn gather
        spend use redeem
        redeem use spend cash_in
        points score reward
        prize win reward
        competition contest
        donate give charity
        charity donate project
        scrap old dispose recycle junk
        junk waste rubbish
        rubbish waste bin trash garbage
        trash bin waste
        dump dispose throw_away
        reuse recycle
        pollution emissions
        electricity power current
        solar power
        energy power
        petrol gas fuel
        gas fuel
        temperature degrees cold hot
        degrees temperature
        freezing frost cold minus
        sunny sun heat
        sun heat sunlight
        wind windy storm gale
        windy wind gale
        fog mist visibility
        hail storm
        forecast weather
        postpone reschedule move shift put_off
        reschedule postpone move change
        shift move postpone
        skip miss pause
        pause suspend freeze hold
        suspend pause stop
        resume continue restart
        continue go_on resume
        finish complete end done ready
        ready finished done complete
        complete finish
        result outcome
        wait queue line
        queue line wait
        appointment slot booking
        walk_in without_appointment drop_in
        alone myself solo without_guide
        together group
        join take_part participate come_along
        participate join take_part
        private_group own_group charter
        school class
        club society
        meeting conference
        party celebration
        camping tent camp
        tent camping
        picnic food
        hungry food eat
        thirsty drink water
        water_bottle bottle
        toilet restroom washroom bathroom loo
        shower bathroom
        changing_room locker
        locker storage
        cloakroom locker storage
        glove gloves accessories clothing
        gloves clothing accessories
        jacket coat clothing
        shoe shoes footwear
        trousers clothing
        shirt clothing
        sock clothing
        hat helmet cap
        bell horn
        mirror accessory
        basket bag
        lost forgotten left_behind
        umbrella lost_property
        wallet purse
        bin throw_away
        keep store
        belongings property items things
        item article product
        product item goods article
        goods product items
        catalogue range selection
        range selection choice
        selection choice range
        variety choice selection
        favourite best popular
        popular best
        suitable right fit
        beginner easy
        easy simple gentle flat
        difficult hard demanding tough
        hard difficult
        tough difficult
        danger dangerous risk safe
        risk danger
        protect protection cover
        safe secure
        trust safe
        certain sure
        promise guarantee
        true genuine
        fake counterfeit
        copy fake
        legal allowed
        rule law
        right entitled
        entitled right claim
        vote poll
        law rule act
        tax vat
        customs duty import
        customs import
        visa passport
        passport id
        nationality citizen
        citizen resident
        resident local
        local nearby resident
        tourist visitor
        travel trip journey
        journey trip travel route
        trip tour journey
        commute commuter work travel
        commuter commute work
        traffic_jam traffic
        accident crash fall
        fall crash tumble
        hit crash collide
        bleed injury
        ambulance emergency
        first_aid emergency injury
        fever ill
        cold flu ill
        cough ill
        pharmacy chemist
        dentist doctor
        vaccine vaccination
        surgery operation
        operate use run
        operation use
        function work feature
        feature function
        mode setting level
        level mode setting
        assist support level
        speed limit
        power watt motor
        watt power
        volt power
        capacity size
        memory storage
        cookie tracking
        consent agree permission
        agree accept consent
        disagree refuse
        refuse reject
        object refuse
        reply answer respond
        respond reply answer
        response reply
        ignore unanswered
        spelling name
        rename name
        birthday born
        gender sex
        title name
        signature sign
        stamp mark
        label sticker tag
        sticker label
        engrave engraving mark
        personalise custom engraving
        custom personalise
        paint colour
        design look
        logo brand design
        advertise advertising marketing
        newsletter mail
        social_media instagram facebook
        chat message
        text_message sms message
        voicemail message phone
        fax phone
        letter post mail
        postage shipping
        postbox post
        stamp postage
        """
}
