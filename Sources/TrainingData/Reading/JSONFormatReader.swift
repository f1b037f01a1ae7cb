// Reads NLU data in Rasa's old JSON format, `{"rasa_nlu_data": {"common_examples": […], …}}`.

import Vocabulary

/// Reads the NLU JSON format; nothing is ever written in it.
///
/// - Note: follows rasa/shared/nlu/training_data/formats/rasa.py and schemas/data_schema.py (3.6.21).
public struct JSONFormatReader {
    private let places: JSONPlaces
    private let lookups: LookupFiles
    private let file: String
    var training = TrainingSet()
    var diagnostics: [Diagnostic] = []

    /// Reads a file or a body.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 JSON.
    ///   - file: the name that places carry.
    ///   - lookups: where lookup tables may lie that the data names.
    /// - Returns: the data; an error when the text is not JSON or in another format.
    public static func read(
        _ bytes: [UInt8], file: String, lookups: LookupFiles = .none
    ) -> NLUReading {
        let source = SourceText(bytes)
        func failed(_ code: String, _ message: String, hint: String, at byte: Int? = nil)
            -> NLUReading
        {
            var place = SourcePlace(file: file, line: 1, column: 1)
            if let byte { (place.line, place.column) = source.place(ofByte: byte) }
            return NLUReading(diagnostics: [
                Diagnostic(.error, code, message, hint: hint, at: place)
            ])
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, values: Limits.yamlNodes)
        } catch {
            return failed(
                "json-syntax", "This is not valid JSON: \(error.reason).",
                hint: "Check brackets, commas and quotes around this place.", at: error.offset)
        }
        guard let data = value["rasa_nlu_data"] else {
            let format = foreignFormat(of: value)
            return failed(
                "data-format",
                format.map { "The file is in the format of \($0), which is not read." }
                    ?? "The file holds no 'rasa_nlu_data'.",
                hint: "Convert it with: rasa data convert nlu -f yaml --data FILE --out FILE.yml")
        }
        guard let data = data.object, value.object?.members.count == 1 else {
            return failed(
                "json-wrong-type", "'rasa_nlu_data' must be the only key and hold an object.",
                hint: "Write {\"rasa_nlu_data\": {\"common_examples\": [...]}}.")
        }
        var reader = JSONFormatReader(
            places: JSONPlaces(source, file: file), lookups: lookups, file: file)
        reader.read(data)
        return NLUReading(training: reader.training, diagnostics: reader.diagnostics)
    }

    private init(places: JSONPlaces, lookups: LookupFiles, file: String) {
        (self.places, self.lookups, self.file) = (places, lookups, file)
    }

    /// Whether a JSON file is training data of any format; other JSON files are left alone.
    static func isTrainingData(_ bytes: [UInt8]) -> Bool {
        guard let value = try? JSONValue(parsing: bytes, values: Limits.yamlNodes) else {
            return String(decoding: bytes, as: UTF8.self).contains("\"rasa_nlu_data\"")
        }
        return value["rasa_nlu_data"] != nil || foreignFormat(of: value) != nil
    }

    /// Whose training data a file is that Rasa could also read.
    static func foreignFormat(of value: JSONValue) -> String? {
        if value["luis_schema_version"] != nil { return "LUIS" }
        if value["utterances"] != nil { return "Wit.ai" }
        let isDialogflow = ["supportedLanguages", "isEnum", "responses"].contains {
            value[$0] != nil
        }
        return isDialogflow ? "Dialogflow" : nil
    }

    private mutating func read(_ data: JSONObject) {
        each("common_examples", in: data) { reader, object, place in
            reader.readExample(object, at: place)
        }
        var written: [Synonym] = []
        each("entity_synonyms", in: data) { _, object, place in
            guard let value = object["value"]?.string else { return }
            for phrase in object["synonyms"]?.array ?? [] {
                guard let phrase = phrase.string else { continue }
                written.append(Synonym(phrase: phrase, value: value, place: place))
            }
        }
        // What examples say of a phrase counts more, as EntitySynonymMapper learns it last.
        training.synonyms = written + training.synonyms
        each("regex_features", in: data) { reader, object, place in
            guard let name = reader.text("name", of: object, "A pattern", at: place),
                let pattern = reader.text("pattern", of: object, "A pattern", at: place)
            else { return }
            reader.training.patterns.append(
                NamedPattern(name: name, pattern: pattern, place: place))
        }
        each("lookup_tables", in: data) { reader, object, place in
            reader.readLookup(object, at: place)
        }
    }

    /// Goes through the objects of a list.
    private mutating func each(
        _ key: String, in data: JSONObject,
        _ body: (inout JSONFormatReader, JSONObject, SourcePlace) -> Void
    ) {
        guard let value = data[key] else { return }
        guard let list = value.array else {
            note("json-wrong-type", "'\(key)' must be a list.", at: SourcePlace(file: file))
            return
        }
        for (index, element) in list.enumerated() {
            let place = places.place(of: index, in: key)
            if let object = element.object {
                body(&self, object, place)
            } else {
                note("json-wrong-type", "An entry of '\(key)' must be an object.", at: place)
            }
        }
    }

    mutating func note(_ code: String, _ message: String, at place: SourcePlace) {
        diagnostics.append(
            Diagnostic(
                .error, code, message, hint: "Correct it, or convert the file to YAML.", at: place))
    }

    mutating func warn(_ code: String, _ message: String, at place: SourcePlace) {
        diagnostics.append(
            Diagnostic(
                .warning, code, message, hint: "Correct it, or remove the entry.", at: place))
    }

    private mutating func text(
        _ key: String, of object: JSONObject, _ what: String, at place: SourcePlace
    ) -> String? {
        if let text = object[key]?.string { return text }
        note("json-wrong-type", "\(what) must have '\(key)', a text.", at: place)
        return nil
    }

    private mutating func readLookup(_ object: JSONObject, at place: SourcePlace) {
        guard let name = text("name", of: object, "A lookup table", at: place) else { return }
        var elements: [String]?
        if let path = object["elements"]?.string {
            switch lookups.read(path, at: place) {
            case .success(let found): elements = found
            case .failure(let failure):
                diagnostics += failure.diagnostics
                return
            }
        } else if let list = object["elements"]?.array {
            let texts = list.compactMap(\.string)
            elements = texts.count == list.count ? texts : nil
        }
        guard let elements else {
            note(
                "json-wrong-type",
                "'elements' of a lookup table must be a list of texts or the name of a file.",
                at: place)
            return
        }
        training.lookups.append(LookupTable(name: name, elements: elements, place: place))
    }
}
