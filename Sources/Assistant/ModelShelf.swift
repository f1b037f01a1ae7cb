// The model in service: verified before it is taken, swapped while messages are answered.

public import Dialogue
import Synchronization
import TrainingData
public import Vocabulary

/// A model in service.
public struct ServedModel: MessageParser {
    /// The base name of the file it came from.
    public let fileName: String
    /// The identity of its content, 32 hexadecimal digits.
    public let modelID: String
    /// `assistant_id` of the settings it was trained with.
    public let assistantID: String?
    /// What it can do.
    public let kind: ModelManifest.Kind
    /// What leads conversations; `nil` for a model that only understands messages.
    public let dialogue: TurnEngine?
    /// What the policies learned, for test stories; `nil` where `dialogue` is.
    public let trainedDialogue: TrainedDialogue?
    /// What keeps conversations: `dialogue`, or for a model that only understands messages an engine
    /// over an empty domain, which logs them and predicts nothing.
    let engine: TurnEngine
    private let parser: any MessageParser
    private let intents: Set<String>?
    private let entities: Set<String>?

    /// A model from its parts.
    public init(
        fileName: String, modelID: String, parser: any MessageParser, assistantID: String? = nil,
        kind: ModelManifest.Kind = .nlu, dialogue: TurnEngine? = nil,
        trainedDialogue: TrainedDialogue? = nil
    ) {
        self.fileName = fileName
        self.modelID = modelID
        self.parser = parser
        self.assistantID = assistantID
        self.kind = kind
        self.dialogue = dialogue
        self.trainedDialogue = trainedDialogue
        engine =
            dialogue
            ?? TurnEngine(
                domain: DialogueDomain(Domain()), chooser: NoPolicies(), modelID: modelID,
                assistantID: assistantID)
        intents = dialogue.map { Set($0.domain.domain.intentNames) }
        entities = dialogue.map { Set($0.domain.domain.entityNames) }
    }

    /// Understands a message; `/intent{…}` is taken at its word. A model with dialogue takes the
    /// intents and entities of its domain only, one without accepts all that are named so. White
    /// space around the text is no part of it: the text that is returned, and all positions, are
    /// those of the trimmed text, as in Rasa.
    public func parse(_ text: String) async -> ParsedMessage {
        let trimmed = Self.trimmed(text)
        if let shortcut = IntentShortcut.read(trimmed, intents: intents, entities: entities) {
            return shortcut
        }
        return await parser.parse(trimmed)
    }

    /// A text without the white space around it, as Python's `str.strip` sees white space.
    private static func trimmed(_ text: String) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return text }
        guard isSpace(first) || isSpace(last) else { return text }
        guard let start = scalars.firstIndex(where: { !isSpace($0) }),
            let end = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[start...end])
    }
}

/// Holds the model in service.
public final class ModelShelf: Sendable {
    private let served = Mutex<ServedModel?>(nil)
    private let opener: ModelOpener

    /// An empty shelf.
    ///
    /// - Parameter opener: makes a served model from a file's bytes.
    public init(opener: ModelOpener) { self.opener = opener }

    /// The model in service; `nil` when there is none.
    public var current: ServedModel? { served.withLock { $0 } }

    /// Reads a model, verifies it whole and puts it in service.
    ///
    /// - Parameter path: a file, or a folder whose newest model is meant.
    /// - Returns: the model now in service.
    /// - Throws: `Fault`; the model in service before stays.
    @discardableResult
    public func load(path: String) throws(Fault) -> ServedModel {
        let model = try opener.open(path: path)
        put(model)
        return model
    }

    /// Verifies a model's bytes and puts it in service.
    ///
    /// - Throws: `Fault`; the model in service before stays.
    @discardableResult
    public func load(bytes: [UInt8], name: String) throws(Fault) -> ServedModel {
        let model = try opener.open(bytes: bytes, name: name)
        put(model)
        return model
    }

    /// Puts a model in service that is in memory already.
    public func put(_ model: ServedModel) { served.withLock { $0 = model } }

    /// Takes the model out of service.
    public func unload() { served.withLock { $0 = nil } }
}
