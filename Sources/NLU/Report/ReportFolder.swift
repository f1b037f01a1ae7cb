// Writes an evaluation into a folder under the file names Rasa uses.

import Foundation
public import Vocabulary

/// A folder of report files. Pictures are SVG with the table as text beside it, where Rasa has PNG.
public struct ReportFolder: Sendable {
    /// What is written beside the reports.
    public struct Options: Sendable, Hashable {
        /// Whether right predictions get a file (`--successes`).
        public var successes: Bool
        /// Whether wrong predictions get a file (not `--no-errors`).
        public var errors: Bool
        /// Whether pictures are drawn (not `--no-plot`).
        public var plots: Bool

        /// Rasa's standard: errors and pictures.
        public init(successes: Bool = false, errors: Bool = true, plots: Bool = true) {
            self.successes = successes
            self.errors = errors
            self.plots = plots
        }
    }

    /// The folder's path.
    public let path: String
    /// What is written beside the reports.
    public let options: Options

    /// A folder; it is made when something is written.
    public init(path: String, options: Options = Options()) {
        self.path = path
        self.options = options
    }

    /// Writes all files of an evaluation. A file of an earlier run that this run has nothing for
    /// is removed, so that the folder tells of one run.
    ///
    /// - Returns: the names of the files written, in order.
    /// - Throws: `Fault` `.cannotSave` when a file cannot be written.
    @discardableResult
    public func write(_ evaluation: NLUEvaluation) throws(Fault) -> [String] {
        var files: [(name: String, text: String?)] = []
        if let intents = evaluation.intents {
            files += labelFiles(intents, name: "intent", title: "Intent")
        }
        if let responses = evaluation.responses {
            files += labelFiles(
                responses, name: "response_selection", title: "Response selection")
        }
        for extractor in evaluation.entities ?? [] { files += entityFiles(extractor) }
        return try save(files)
    }

    private func labelFiles(_ evaluation: LabelEvaluation, name: String, title: String)
        -> [(name: String, text: String?)]
    {
        let sample = ConfidenceSample(evaluation.outcomes)
        return [
            ("\(name)_report.json", evaluation.report.json.text(indent: 2)),
            (
                "\(name)_successes.json",
                options.successes ? Self.list(evaluation.successes) : nil
            ),
            ("\(name)_errors.json", options.errors ? Self.list(evaluation.errors) : nil),
        ]
            + pictures(
                evaluation.report.confusion, sample: sample, name: name,
                title: title)
    }

    private func entityFiles(_ evaluation: EntityEvaluation) -> [(name: String, text: String?)] {
        let name = String(evaluation.extractor.map { $0 == "/" ? "_" : $0 })
        return [
            ("\(name)_report.json", evaluation.report.json.text(indent: 2)),
            ("\(name)_successes.json", options.successes ? Self.list(evaluation.successes) : nil),
            ("\(name)_errors.json", options.errors ? Self.list(evaluation.errors) : nil),
        ]
            + pictures(
                evaluation.report.confusion, sample: evaluation.confidences, name: name,
                title: "\(name): entity")
    }

    private func pictures(
        _ confusion: ConfusionMatrix, sample: ConfidenceSample?, name: String, title: String
    ) -> [(name: String, text: String?)] {
        guard options.plots else { return [] }
        let matrixTitle = "\(title) confusion matrix"
        var files: [(name: String, text: String?)] = [
            (
                "\(name)_confusion_matrix.svg",
                ConfusionPicture(confusion, title: matrixTitle).svg()
            ),
            ("\(name)_confusion_matrix.txt", confusion.table(title: matrixTitle)),
        ]
        if let sample {
            let title = "\(title) prediction confidence"
            files.append(
                ("\(name)_histogram.svg", ConfidencePicture(sample, title: title).svg()))
        }
        return files
    }

    /// A list as JSON text; `nil` for an empty one, which gets no file.
    private static func list(_ list: JSONValue) -> String? {
        list.array?.isEmpty == false ? list.text(indent: 2) : nil
    }

    /// Writes files; those without a text are removed.
    ///
    /// - Returns: the names of the files written, in order.
    /// - Throws: `Fault` `.cannotSave`.
    func save(_ files: [(name: String, text: String?)]) throws(Fault) -> [String] {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        var written: [String] = []
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in files {
                let place = folder.appendingPathComponent(name)
                if let text {
                    try Data(text.utf8).write(to: place, options: .atomic)
                    written.append(name)
                } else if FileManager.default.fileExists(atPath: place.path) {
                    try FileManager.default.removeItem(at: place)
                }
            }
        } catch {
            throw Fault(
                .cannotSave, "The report files could not be written into \(path).",
                remedy: "Check that the folder can be written and that the disk has room.")
        }
        return written
    }
}
