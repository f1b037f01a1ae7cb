// Every bound of the program, by name and with its unit last.

/// The bounds that hold everywhere.
public enum Limits {
    /// How many arrays and objects of a JSON text may lie inside each other.
    public static let jsonDepth = 256
    /// How many values a JSON text from outside may hold; each costs about 100 bytes of memory.
    public static let jsonValues = 1_000_000
    /// How many nodes of a YAML text may lie inside each other.
    public static let yamlDepth = 128
    /// How many nodes a YAML text may have; each costs about 150 bytes of memory.
    public static let yamlNodes = 5_000_000
    /// How much the aliases of a YAML text may copy, in bytes of text plus one a node.
    public static let yamlAliasedBytes = 16 << 20
    /// How many examples, synonyms, patterns and phrases of lookup tables one file may hold; each
    /// costs about a kilobyte of memory.
    public static let trainingItems = 500_000
    /// How many findings are collected about one file before warnings are left out.
    public static let findingsPerFile = 10_000
    /// The largest file of a project that is read, in bytes.
    public static let projectFileBytes = 256 << 20
    /// The largest model file that is loaded, in bytes.
    public static let modelFileBytes = 2 << 30
    /// The longest text that is understood, in Unicode scalars; what is longer is cut.
    public static let messageScalars = 100_000
    /// The largest body of an HTTP request, in bytes.
    public static let requestBodyBytes = 100 << 20
    /// How many entries the intent ranking has unless a component says otherwise.
    public static let rankingLength = 10
    /// How many trainings may wait for the one that runs.
    public static let trainingsWaiting = 4
    /// How many steps one search of one pattern in one text may take.
    public static let patternSteps = 4_000_000
}
