// German words that stand for each other when people ask a company something.

/// Groups of kin in German, as in `EnglishKin`.
enum GermanKin {
    static let groups = """
        preis kosten gebühr betrag tarif kostet teuer günstig bezahlen was_kostet wie_viel wieviel
        günstig billig preiswert
        bezahlen zahlen zahlung begleichen überweisen zahlungsart
        erstatten erstattung rückerstattung geld_zurück zurückzahlen zurückbekommen rückzahlung
        rückgabe zurückgeben zurückbringen retoure zurückschicken abgeben abgabe rücksendung
        umtausch umtauschen tauschen austauschen ersetzen ersatz austausch
        stornieren stornierung absagen abbrechen widerrufen kündigen storno
        kündigen kündigung beenden vertrag_beenden
        kaufen kauf erwerben bestellen anschaffen
        bestellen bestellung auftrag kauf
        buchen buchung reservieren reservierung termin
        termin zeitpunkt vereinbaren verabreden
        mieten miete leihen ausleihen verleih leihe vermietung leasen
        leasing leasen dienstrad finanzierung
        rate ratenzahlung raten monatlich finanzierung
        kaution pfand sicherheit anzahlung hinterlegen
        rabatt nachlass gutschein ermäßigung angebot aktion vergünstigung
        gutschein geschenkkarte geschenk
        treue punkte bonus mitglied
        kostenlos gratis umsonst kostenfrei inklusive
        rechnung beleg quittung kassenzettel kassenbon
        karte kreditkarte ec-karte
        bar bargeld
        lieferung liefern versand versenden zustellung schicken senden ankommen
        paket sendung lieferung
        verspätung verspätet später zu_spät
        schnell zügig rasch geschwindigkeit
        abholen abholung mitnehmen
        öffnungszeiten geöffnet offen auf öffnen zeiten uhrzeit
        geschlossen zu schließen
        wochenende samstag sonntag
        feiertag feiertage
        adresse anschrift ort standort wo finden laden filiale
        laden geschäft filiale standort shop
        parken parkplatz
        kontakt kontaktieren erreichen anrufen telefon email melden
        telefon anrufen handy nummer
        hilfe unterstützung support kundendienst service
        beschwerde beschweren reklamation reklamieren unzufrieden
        konto profil benutzerkonto account
        registrieren anmelden registrierung anmeldung konto_anlegen
        anmelden einloggen login
        passwort kennwort
        vergessen verloren zurücksetzen
        löschen entfernen löschung
        ändern änderung bearbeiten anpassen umbuchen verschieben
        verlängern verlängerung länger
        ablaufen gültig gültigkeit frist
        app anwendung handy smartphone
        verbinden koppeln verbindung bluetooth
        daten datenschutz persönliche
        speichern aufbewahren
        sicher sicherheit schützen schutz
        garantie gewährleistung abgedeckt
        versicherung versichert abgesichert
        unfall sturz crash zusammenstoß verletzt
        schaden beschädigt kaputt defekt kratzer
        kaputt defekt beschädigt funktioniert_nicht geht_nicht
        problem fehler störung schwierigkeit
        fehler fehlercode meldung
        reparatur reparieren werkstatt instandsetzen
        wartung inspektion pflege durchsicht warten
        reinigen putzen waschen sauber schmutzig
        diebstahl gestohlen geklaut entwendet klauen
        verloren verlieren verlust weg
        polizei anzeige
        schloss abschließen absperren
        schlüssel ersatzschlüssel
        starten einschalten anmachen angehen
        ausschalten ausmachen abschalten
        akku batterie
        laden aufladen ladegerät ladezeit ladedauer
        reichweite weit strecke kilometer entfernung
        dauer dauern lange zeit
        geschwindigkeit schnell tempo
        höchstens maximal grenze
        mindestens minimum
        erlaubt dürfen zulässig gestattet
        verboten untersagt erlaubt
        gesetz recht vorschrift regel
        regel bedingung vorschrift
        brauchen benötigen nötig notwendig pflicht
        führerschein erlaubnis
        ausweis personalausweis reisepass dokument
        alter alt mindestalter jahre
        kind kinder sohn tochter baby kleinkind
        familie eltern kinder
        hund haustier tier
        behinderung barrierefrei rollstuhl
        größe groß körpergröße rahmenhöhe
        gewicht wiegen schwer kilo
        gepäck tasche transportieren
        zubehör extras
        ersatzteil teil ersatzteile
        verfügbar lagernd vorrätig
        auswählen wählen aussuchen
        empfehlen empfehlung rat
        unterschied vergleich
        probefahrt testen ausprobieren probieren
        gebraucht second-hand
        entsorgen entsorgung recycling wegwerfen
        job stelle arbeit bewerben karriere
        firma unternehmen betrieb arbeitgeber
        mitarbeiter angestellte
        gruppe mehrere team
        tour ausflug führung geführt rundfahrt
        strecke route weg
        fahren fahrt radeln
        fahrrad rad bike velo e-bike
        auto wagen fahrzeug
        bahn zug
        ausland fremdes_land grenze
        wetter regen sturm wind
        regen nass
        kalt winter frost kälte
        heiß hitze sommer
        licht lampe beleuchtung
        helm kopfschutz
        bremse bremsen
        reifen rad
        platten panne reifenpanne
        panne liegengeblieben pannenhilfe notfall
        motor antrieb
        sattel sitz
        display anzeige bildschirm
        vertrag vereinbarung
        frist spätestens bis
        täglich tag
        woche wöchentlich
        monat monatlich
        jahr jährlich
        oft häufig regelmäßig wie_oft
        arzt praxis
        kurs unterricht
        anfänger neuling
        warten wartezeit
        """
}
