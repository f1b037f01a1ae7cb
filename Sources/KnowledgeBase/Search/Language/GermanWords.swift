// German words that say little, and forms that no rule leads to.

/// How much German words say, and irregular forms.
enum GermanWords {
    /// Words that say nothing about what is asked for.
    static let stop = """
        der die das des dem den ein eine einer eines einem einen kein keine keiner keinen keinem und
        oder aber denn doch sondern wenn dann als wie ob dass daß weil da damit so zu zum zur im in
        ins am an ans auf aus bei beim bis durch für gegen ohne um unter über vor von vom nach mit
        seit hinter neben zwischen ich mich mir mein meine meiner meinen meinem meines du dich dir
        dein deine deiner deinen deinem er ihn ihm sein seine seiner seinen seinem sie ihr ihre
        ihrer ihren ihrem ihnen es wir uns unser unsere unserer unseren unserem euch euer eure eurer
        euren eurem man sich selbst wer wen wem wessen was wann wo wohin woher warum wieso weshalb
        welche welcher welches welchen welchem ist bin bist sind seid war waren wäre wären gewesen
        wird werden werde wirst wurde wurden würde würden worden habe hab hast hat haben hatte hatten
        hätte hätten gehabt kann kannst können könnte könnten könnt darf darfst muss musst müssen
        soll sollte sollen will willst wollen möchte möchten mag nicht nein ja ok okay hallo hi hey
        guten tag bitte danke auch noch nur schon mal eben halt denn sehr ganz etwas hier dort da
        dieser diese dieses diesen diesem jener jene jenes jeder jede jedes jeden jedem alle alles
        allen beide andere anderer anderes anderen mehr weniger viel viele eigentlich überhaupt
        einfach irgendwie irgendwo etwa denn nun moin servus grüß gott
        """

    /// Words that say a little.
    static let light = """
        machen macht mache gemacht tun tut geben gibt gib gegeben nehmen nimmt genommen gehen geht
        gegangen kommen kommt gekommen bekommen bekommt bekomme kriegen kriege kriegt brauchen
        brauche braucht wissen weiß sagen sagt fragen frage antwort sehen schauen finden gefunden
        nutzen benutzen verwenden glauben meinen passiert passieren funktioniert ding dinge sache
        möglich möglichkeit gut besser beste schlecht neu neue neuen alt groß klein lang kurz hoch
        niedrig erste erster letzte nächste zeit tag tage noch schon jetzt bald später heute morgen
        gestern vorher nachher während innerhalb zurück oben unten links rechts genau beispiel fall
        verschieden ähnlich normalerweise meistens manchmal sicher gern gerne interessiert
        anbieten bietet angeboten leute person grund lassen lässt eigene eigenen bringen halten
        zusätzlich bestimmt maximal mindestens ungefähr rund circa gesamt zwei drei vier fünf sechs
        sieben acht neun zehn
        """

    /// Irregular forms by their basic form.
    static let forms = """
        stehlen gestohlen stiehlt stahl|verlieren verloren verlor verlust|kaufen gekauft kauf|zahlen
        gezahlt zahlung|bezahlen bezahlt bezahlung|leihen geliehen lieh leihe|mieten gemietet
        miete|buchen gebucht buchung|liefern geliefert lieferung|brechen gebrochen bricht|fahren
        gefahren fährt fuhr fahrt|bringen gebracht brachte|zurückgeben zurückgegeben
        rückgabe|schließen geschlossen schließt schloss|öffnen geöffnet öffnet öffnung|vergessen
        vergisst vergaß|tauschen getauscht tausch|umtauschen umgetauscht umtausch|laden geladen lädt
        aufladen aufgeladen|wiegen gewogen wiegt gewicht|dürfen darf durfte|helfen geholfen hilft
        hilfe|versichern versichert versicherung|kündigen gekündigt kündigung|stornieren storniert
        stornierung|reparieren repariert reparatur|warten gewartet wartung|erstatten erstattet
        erstattung|anmelden angemeldet anmeldung|abholen abgeholt abholung|verlängern verlängert
        verlängerung|reservieren reserviert reservierung|ändern geändert änderung|löschen gelöscht
        löschung|kind kinder kindern|rad räder rädern|haus häuser|kosten kostet gekostet|groß größer
        größe größte|lang länger länge längste|hoch höher höhe höchste|schwer schwerer|weit weiter
        weite|preis preise preisen|senden gesendet gesandt sendung|schicken geschickt|beschädigen
        beschädigt beschädigung schaden schäden|entsorgen entsorgt entsorgung|prüfen geprüft
        prüfung|reinigen gereinigt reinigung|empfehlen empfohlen empfiehlt empfehlung|bewerben
        beworben bewirbt bewerbung|vereinbaren vereinbart vereinbarung|verbinden verbunden verbindung
        |geben gab gegeben|nehmen nahm genommen|finden fand gefunden|sprechen sprach gesprochen
        |schreiben schrieb geschrieben|stehen stand gestanden|verschieben verschoben
        """
}
