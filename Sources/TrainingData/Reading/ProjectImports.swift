// The files of other projects that `imports:` in `config.yml` names, for MultiProjectImporter.

import Vocabulary

/// Files found by following imports.
///
/// - Note: follows rasa/shared/importers/multi_project.py (3.6.21); files are taken in sorted order.
struct ProjectImports {
    /// Domain files.
    private(set) var domains: [String] = []
    /// Files with NLU data, stories or rules.
    private(set) var data: [String] = []
    /// Files with test stories.
    private(set) var tests: [String] = []
    private var visited: Set<String> = []

    /// Follows the imports of a configuration and those of the configurations they lead to.
    mutating func read(_ imports: [String], from config: String, _ folder: inout ProjectFolder) {
        let parent = config.split(separator: "/").dropLast().joined(separator: "/")
        for written in imports {
            let path = folder.path(written.hasPrefix("/") ? written : "/\(parent)/\(written)")
            guard visited.insert(path).inserted else { continue }
            if folder.isFolder(path) {
                for file in folder.list(path, endings: DataFileKind.endings) {
                    readFile(file, &folder)
                }
            } else if folder.exists(path), isConfig(path) {
                follow(path, &folder)
            } else {
                folder.note(
                    .warning, "import-missing",
                    "The import '\(written)' is neither a folder nor a configuration.",
                    hint: "Name a project's folder, or its config.yml.", at: config)
            }
        }
    }

    private func isConfig(_ path: String) -> Bool {
        path.hasSuffix("/config.yml") || path.hasSuffix("/config.yaml")
    }

    private mutating func follow(_ path: String, _ folder: inout ProjectFolder) {
        let reading = SettingsReader.read(folder.yaml(path)?.root, file: folder.name(path))
        read(reading.imports.map(\.path), from: path, &folder)
    }

    private mutating func readFile(_ path: String, _ folder: inout ProjectFolder) {
        guard visited.insert(path).inserted else { return }
        guard !isConfig(path) else {
            follow(path, &folder)
            return
        }
        guard let bytes = folder.bytes(path) else { return }
        let kind = DataFileKind(name: path, bytes: bytes)
        let file = path.split(separator: "/").last ?? ""
        if kind.contains(.stories), file.hasPrefix(StoryReader.testPrefix) {
            tests.append(path)
        } else if isDomain(path, kind, &folder) {
            domains.append(path)
        } else if kind.isEmpty {
            folder.forget(path)
        } else {
            data.append(path)
        }
    }

    private func isDomain(
        _ path: String, _ kind: DataFileKind, _ folder: inout ProjectFolder
    ) -> Bool {
        guard kind.isDisjoint(with: [.json, .markdown]), let root = folder.yaml(path)?.root else {
            return false
        }
        return DomainReader.isDomain(root)
    }
}
