// Writes what came of test stories into a folder under the file names Rasa uses.

public import Vocabulary

extension ReportFolder {
    /// Writes the report, the confusion matrix of actions as a picture and as text, and files of
    /// stories.
    ///
    /// - Parameters:
    ///   - report: what `story_report.json` holds.
    ///   - actions: what the stories do and what was predicted.
    ///   - stories: files of stories by their names; one without a text is removed.
    /// - Returns: the names of the files written, in order.
    /// - Throws: `Fault` `.cannotSave` when a file cannot be written.
    public func write(
        _ report: JSONValue, actions: ClassificationReport,
        stories: [(name: String, text: String?)]
    ) throws(Fault) -> [String] {
        let title = "Action confusion matrix"
        var files: [(name: String, text: String?)] = [
            ("story_report.json", report.text(indent: 2))
        ]
        if options.plots {
            files += [
                (
                    "story_confusion_matrix.svg",
                    ConfusionPicture(actions.confusion, title: title).svg()
                ),
                ("story_confusion_matrix.txt", actions.confusion.table(title: title)),
            ]
        }
        return try save(files + stories)
    }
}
