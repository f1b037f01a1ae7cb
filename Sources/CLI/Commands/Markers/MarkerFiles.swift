// Files of markers, read; tables about them, written.

import Assistant
import Dialogue
import Foundation
import TrainingData
import Vocabulary

/// Reads and writes files of markers.
enum MarkerFiles {
    /// The markers of a file, or of all YAML files below a folder.
    ///
    /// - Throws: `DiagnosticFailure` for what is wrong with them, `Fault` `.notFound`.
    static func read(_ path: String, domain: DialogueDomain?) throws -> [NamedMarker] {
        var markers: [NamedMarker] = []
        var findings: [Diagnostic] = []
        for file in try files(path) {
            let reading = YAMLSource.read(try ModelFolder.read(file), file: file)
            findings += reading.diagnostics
            guard !reading.failed else { continue }
            let found = MarkerReader.read(reading.root, domain: domain)
            findings += found.diagnostics
            for marker in found.markers {
                if markers.contains(where: { $0.name == marker.name }) {
                    findings.append(
                        Diagnostic(
                            .error, "marker", "The marker '\(marker.name)' is there twice.",
                            hint: "Give each marker a name of its own.",
                            at: SourcePlace(file: file)))
                }
                markers.append(marker)
            }
        }
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw DiagnosticFailure(findings)
        }
        return markers
    }

    /// Writes a table into a folder that exists.
    ///
    /// - Throws: `Fault` `.cannotSave`.
    static func write(_ text: String, to path: String) throws(Fault) {
        let folder = (path as NSString).deletingLastPathComponent
        guard folder.isEmpty || FileManager.default.fileExists(atPath: folder) else {
            throw Fault(.cannotSave, "There is no folder '\(folder)'.")
        }
        try ModelFolder.write(Array(text.utf8), to: path)
    }

    private static func files(_ path: String) throws(Fault) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Fault(
                .notFound, "There are no markers at '\(path)'.",
                remedy: "Name a file or folder with --config.")
        }
        guard isFolder.boolValue else { return [path] }
        let names = (FileManager.default.subpaths(atPath: path) ?? []).sorted()
        let files = names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
        guard !files.isEmpty else {
            throw Fault(.notFound, "There is no YAML file below '\(path)'.")
        }
        return files.map { "\(path)/\($0)" }
    }
}
