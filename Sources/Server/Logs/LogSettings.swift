// How much is logged and in which form, from flags and the environment.

public import Logging

/// The settings of the program's log.
public struct LogSettings: Sendable {
    /// The least level that is written.
    public var level: Logger.Level
    /// How a line looks.
    public var form: LogWriter.Form
    /// Who takes each line besides standard error.
    public var sinks: [LogWriter.Sink] = []

    /// Settings from Rasa's environment variables.
    ///
    /// - Parameters:
    ///   - flag: the level a flag asks for (`-v`, `--debug`, `--quiet`); it wins over `LOG_LEVEL`.
    ///   - environment: `LOG_LEVEL` takes Python's names, `FORCE_JSON_LOGGING` anything that is not
    ///     empty, `0` or `false`.
    public init(flag: Logger.Level? = nil, environment: [String: String]) {
        level = flag ?? environment["LOG_LEVEL"].flatMap(Self.level(named:)) ?? .info
        let forced = environment["FORCE_JSON_LOGGING"]?.lowercased() ?? ""
        form = ["", "0", "false"].contains(forced) ? .text : .json
    }

    /// Makes every logger of the program write so. May be called once.
    public func install() {
        let sinks = [LogWriter.standardError] + sinks
        LoggingSystem.bootstrap { label in
            LogWriter(label: label, level: level, form: form) { level, line in
                for sink in sinks { sink(level, line) }
            }
        }
    }

    private static func level(named name: String) -> Logger.Level? {
        switch name.uppercased() {
        case "DEBUG", "NOTSET": .debug
        case "TRACE": .trace
        case "INFO": .info
        case "WARNING", "WARN": .warning
        case "ERROR": .error
        case "CRITICAL", "FATAL": .critical
        default: nil
        }
    }
}
