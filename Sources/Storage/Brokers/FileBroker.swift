// `event_broker: file`: one line of JSON an event.

import Foundation
public import Vocabulary

/// Appends events to a file. A second file beside it, `<path>.position`, remembers how far the
/// store's log was published and how long the file was then; what a crash left behind that is
/// cut off and written again, so that every event is there once.
///
/// - Note: the lines are those of rasa/core/brokers/file.py (3.6.21).
public final class FileBroker: EventBroker {
    /// The file's name unless the settings say another.
    public static let defaultPath = "rasa_event.log"

    private struct Place {
        var position: Int64
        var length: Int
    }

    private let path: String

    /// A broker that writes to a file, which is made where it is missing.
    public init(path: String = FileBroker.defaultPath) { self.path = path }

    /// The place that the file beside remembers.
    public func position() async throws(Fault) -> Int64? { try place()?.position }

    /// Remembers a place and the present length of the file.
    public func begin(at position: Int64) async throws(Fault) {
        try write(Place(position: position, length: try length()))
    }

    /// Appends a line for each event behind what is known to be published.
    public func publish(_ commits: [LoggedEvents]) async throws(Fault) {
        guard let last = commits.last else { return }
        var bytes: [UInt8] = []
        for event in commits.flatMap(\.published) {
            bytes += event.bytes()
            bytes.append(UInt8(ascii: "\n"))
        }
        let known = try place()
        try append(bytes, behind: known?.length)
        try write(Place(position: last.position, length: try length()))
    }

    /// Appends bytes behind what is known to be published. A file that is shorter than that was
    /// exchanged by someone (a rotation of logs): its end is taken as it is.
    private func append(_ bytes: [UInt8], behind known: Int?) throws(Fault) {
        do {
            if !FileManager.default.fileExists(atPath: path) {
                try Data().write(to: URL(fileURLWithPath: path))
            }
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            defer { try? file.close() }
            let end = try file.seekToEnd()
            if let known, end > UInt64(known) { try file.truncate(atOffset: UInt64(known)) }
            try file.write(contentsOf: Data(bytes))
        } catch { throw fault(error) }
    }

    private func length() throws(Fault) -> Int {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        do {
            return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        } catch { throw fault(error) }
    }

    private var positionPath: String { path + ".position" }

    private func place() throws(Fault) -> Place? {
        guard FileManager.default.fileExists(atPath: positionPath) else { return nil }
        do {
            let text = try String(contentsOfFile: positionPath, encoding: .utf8)
            let numbers = text.split(separator: " ").compactMap { Int64($0) }
            guard numbers.count == 2 else { return nil }
            return Place(position: numbers[0], length: Int(numbers[1]))
        } catch { throw fault(error) }
    }

    private func write(_ place: Place) throws(Fault) {
        do {
            try "\(place.position) \(place.length) ".write(
                toFile: positionPath, atomically: true, encoding: .utf8)
        } catch { throw fault(error) }
    }

    private func fault(_ error: any Error) -> Fault {
        Fault(.storage, "The event broker's file '\(path)' cannot be used: \(error).")
    }
}
