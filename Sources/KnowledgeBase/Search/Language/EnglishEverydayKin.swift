// Everyday English words that stand for each other, whatever the business.

/// More groups of kin: verbs, qualities and things of daily life; the form is that of `EnglishKin`.
enum EnglishEverydayKin {
    static let groups = """
        owe owing pay cost charge due liable
        charge cost ask_for demand bill fee
        smash smashed shatter crack broken damage break squash squashed crushed bent
        break snap crack tear torn rip split
        tear torn rip ripped hole
        bend bent crooked twisted buckled
        dent scratch mark scrape
        vanish disappear expire lapse lose forfeit run_out gone
        soak soaked wet drenched water rain flooded damp moist
        dry drying
        flash blink flicker flashing light
        lamp light bulb beam torch
        watch track monitor follow observe see look_at supervise spy
        location position whereabouts gps tracking
        type enter input write key_in
        wrong incorrect mistaken false bad
        attempt try tries attempts
        shut_out locked_out locked blocked
        shut close closed lock
        lunch noon midday break
        break pause rest interval noon
        noon midday twelve
        midnight night hour late
        morning a.m early
        evening night p.m tonight
        afternoon p.m
        weekday monday friday working_day workday
        working_day weekday business_day
        boy girl child son daughter kid
        grandchild grandchildren child kids
        parent mother father mum dad guardian
        wife husband partner spouse
        baby infant toddler child
        visitor guest customer
        customer client buyer shopper
        client customer guest
        stranger someone person
        drunk alcohol intoxicated tipsy drinking
        sober drunk
        tired exhausted
        quit resign leave terminate job
        fired dismissed redundancy lose_my_job unemployed
        unemployed job hardship
        salary wage pay gross net
        firm company business employer
        self-employed freelancer
        boss manager employer supervisor
        colleague coworker staff
        deduct deduction subtract take_off keep minus
        barely hardly slightly little
        swap exchange return change
        regret change_my_mind unhappy don't_want dislike return
        unhappy dissatisfied disappointed complain
        keep hold store retain
        put_aside set_aside reserve hold lay_away
        fetch collect pick_up get
        drop_by visit come_in open
        drop_off return leave hand_in
        show_up turn_up appear arrive come attend
        no_show never_showed_up not_turned_up didn't_come hasn't_turned_up miss
        miss missed absent late
        hear told notify inform announce let_know notice
        inform notify tell announce contact message
        tell inform say notify
        hide hidden
        few too_few not_enough minimum fewer
        many how_many number amount size several
        people person participants riders group guests
        big size how_big
        enough sufficient minimum at_least
        at_least minimum least from
        at_most maximum most up_to never_more
        up_to maximum limit most
        exceed over above more_than beyond
        under below less_than younger lighter
        over above more_than older
        between from
        half fifty
        quarter 25
        third 33
        percent per_cent %
        double twice two
        once one single
        twice two double
        pair two
        couple two few
        dozen 12
        hundred 100
        thousand 1000
        fortnight two_weeks 14
        overnight night
        all_day whole_day day
        whole entire full complete all
        part partial half
        remaining left rest
        leftover left remaining
        fill full filled
        empty flat drained
        drain empty lose
        hours duration time
        minute minutes time
        moment minute
        instant immediately at_once
        at_once immediately straight_away right_away same_day
        soon quickly shortly
        delay wait later
        hurry fast express urgent
        urgent emergency express
        ahead advance before
        beforehand advance before earlier
        afterwards after later
        meanwhile loan replacement temporary
        temporary loan replacement courtesy
        courtesy loan replacement
        spare extra second reserve
        second another spare
        second-hand used pre-owned refurbished
        old used worn second-hand
        worn wear worn_out used
        wear worn wear_and_tear
        rusty rust corrosion corroded
        squeaky squeak noise creak creaking
        creak squeak noise click rattle
        rattle noise loose
        loose tighten wobbly play
        wobbly wobble wobbles shaky loose true
        straight true align
        slip slipping skip jump
        adjust set tune setting
        tune tune_up adjust service
        mend fix repair patch
        patch mend puncture
        again repeat come_back once_more return
        redo repeat again
        rack carrier holder
        carrier rack holder
        box case crate container
        pack wrap packing packaging box
        bag case pannier
        flying fly flight plane aeroplane air_travel airline
        spain abroad country europe
        france abroad country europe
        ireland abroad country europe
        germany abroad country europe
        europe abroad country eu
        eu europe abroad
        ship send deliver post
        boat ship ferry
        sea coast beach shore
        beach sea coast sand
        sand beach salt
        hill climb uphill slope mountain steep
        mountain hill
        river lake water
        forest wood woods
        town city centre village
        village town
        centre middle downtown
        spot place point location station
        place spot location where
        point place spot
        nearest closest near
        far distance range long
        drive car van vehicle
        van truck lorry car vehicle
        truck lorry van
        motorhome camper van caravan
        trailer tow
        motorbike motorcycle moped scooter
        scooter moped
        yard courtyard car_park
        entry enter drive_in access entrance
        enter get_in go_in entry access
        gate door entrance barrier
        step stairs steps
        stairs steps lift
        lift elevator raise
        raise lift increase
        lower reduce decrease
        increase raise rise more
        reduce lower less decrease
        height tall high
        cm centimetre height
        diameter size inch width
        inch size diameter
        narrow tight
        wide width broad
        thick thickness
        deep depth
        handcycle hands hand-cranked arms
        hands arms hand
        leg legs foot
        arm arms
        eye eyes glasses sight blind
        blind visually_impaired sight
        deaf hearing
        hearing deaf
        walk walking foot pedestrian
        pedestrian walking foot
        push walk
        pull tow drag
        carry transport take bring load
        take_along bring carry take
        bring take carry
        passenger ride_along pillion
        stabilisers training_wheels
        practise practice learn lesson
        teach lesson learn course
        show demonstrate teach
        explain show
        read reading
        write writing
        paper printed printout
        copy duplicate
        original copy
        photo picture camera
        video film
        music song
        book reading
        game play
        play game
        gift present voucher
        birthday age
        wedding marriage
        divorce separation
        born birth
        die death dead deceased
        dead broken empty won't_start not_working doesn't_start
        nothing_happens dead does_not_start not_working
        light_up turn_on lights_up come_on switch_on
        refuse won't not
        boot start
        restart reboot reset
        reset restart
        freeze frozen stuck crash
        stuck jammed blocked
        jam jammed stuck
        overheat hot heat
        burn fire burning
        fire burn smoke flames
        smoke smoking fire
        explode explosion fire
        leak leaking drip
        smell odour stink
        mould damp
        dirt mud dirty
        dust dirt
        wash rinse hose clean
        polish clean
        lubricate oil grease lube
        oil lubricate grease
        glue stick sticky
        screw bolt nut
        bolt screw nut
        tool tools wrench spanner
        spanner wrench tool
        pump inflate air pressure
        inflate pump air pressure
        pressure bar psi air
        tube inner_tube
        rubber tyre
        metal steel aluminium
        plastic rubber
        cloth fabric textile
        leather material
        glass screen
        wood wooden
        cable wire lead cord
        wire cable
        battery accu akku accumulator
        plug socket outlet plugged_in
        unplug disconnect remove
        remove take_out take_off detach
        attach fit mount fix install
        fit mount attach install
        mount fit attach install
        assemble put_together build assembly
        build assemble make
        create make set_up open
        delete erase remove
        hand_over give pass
        lend loan borrow
        borrow lend loan rent hire
        share lend together
        sublet lend pass_on
        own private personal belong
        private personal own
        someone_else another_person friend other_people
        forbid prohibit ban
        may allowed can permitted
        permit allow licence
        illegal forbidden law fine
        punish fine penalty
        fine penalty punishment
        police officer
        court lawyer legal
        lawyer solicitor legal
        sue claim court
        blame fault liable responsible
        liable responsible liability pay
        responsible liable
        guilty fault
        excess deductible own_share
        deductible excess
        cap maximum limit
        sum amount total
        total sum altogether
        receipt till_slip proof bill
        till cash_desk cash_register checkout drawer
        drawer till float
        float cash till
        """
}
