// Migrates a domain on the disk: keeps the original under another name, writes the new one beside.

public import Foundation
import Vocabulary

/// Where a migration read and wrote.
public struct MigrationFiles: Sendable {
    /// The new domain: a file or a folder.
    public let migrated: URL
    /// The copy of the original, byte for byte.
    public let backup: URL
    /// What should be looked at.
    public let warnings: [Diagnostic]

    /// Migrates the domain at a path, as `rasa data migrate` does: `original_domain.yml` and
    /// `new_domain.yml` (or folders of those names) are made beside it.
    ///
    /// - Parameters:
    ///   - domain: a domain file, or a folder whose own files are looked at.
    ///   - out: where the new domain goes; `nil` for the usual name.
    /// - Throws: `Fault` `.badRequest` when one of the targets exists, `.notFound`, `.unreadable` or
    ///   `.cannotSave`; `DiagnosticFailure` when the domain cannot be migrated. Nothing is left
    ///   behind then.
    public static func migrate(_ domain: URL, to out: URL?) throws -> MigrationFiles {
        let isFolder = try isFolder(domain)
        let parent = domain.deletingLastPathComponent()
        let ending = isFolder ? "" : ".yml"
        let backup = parent.appendingPathComponent("original_domain" + ending)
        let target = out ?? parent.appendingPathComponent("new_domain" + ending)
        try refuseExisting(backup, target, isFolder: isFolder)
        let files = try read(domain, isFolder: isFolder)
        let outcome = DomainMigrating.migrate(files, isFolder: isFolder)
        guard !outcome.files.isEmpty else {
            guard outcome.diagnostics.isEmpty else { throw DiagnosticFailure(outcome.diagnostics) }
            throw Fault(
                .badRequest, "\(domain.path) holds no domain files.",
                remedy: "Name the domain with --domain.")
        }
        do {
            for (name, text) in outcome.files {
                let original = files.first { $0.name == name }?.bytes ?? []
                try TextFile.write(
                    original, to: isFolder ? backup.appendingPathComponent(name) : backup)
                try TextFile.write(
                    text, to: isFolder ? target.appendingPathComponent(name) : target)
            }
        } catch {
            try? FileManager.default.removeItem(at: backup)
            try? FileManager.default.removeItem(at: target)
            throw error
        }
        return MigrationFiles(migrated: target, backup: backup, warnings: outcome.diagnostics)
    }

    private static func isFolder(_ url: URL) throws(Fault) -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Fault(
                .notFound, "There is no domain at \(url.path).",
                remedy: "Name the domain with --domain.")
        }
        return isFolder.boolValue
    }

    private static func refuseExisting(
        _ backup: URL, _ target: URL, isFolder: Bool
    ) throws(Fault) {
        let files = FileManager.default
        let isTargetTaken =
            isFolder
            ? !((try? files.contentsOfDirectory(atPath: target.path)) ?? []).isEmpty
            : files.fileExists(atPath: target.path)
        for (url, isTaken) in [
            (backup, files.fileExists(atPath: backup.path)), (target, isTargetTaken),
        ] where isTaken {
            throw Fault(
                .badRequest, "\(url.path) exists already, so the domain is not migrated.",
                remedy: "Move it away and try again.")
        }
    }

    private static func read(
        _ domain: URL, isFolder: Bool
    ) throws(Fault) -> [DomainMigrating.File] {
        do {
            guard isFolder else {
                let bytes = [UInt8](try Data(contentsOf: domain))
                return [DomainMigrating.File(name: domain.lastPathComponent, bytes: bytes)]
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: domain.path).sorted()
            return try names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.map {
                let bytes = [UInt8](try Data(contentsOf: domain.appendingPathComponent($0)))
                return DomainMigrating.File(name: $0, bytes: bytes)
            }
        } catch {
            throw Fault(.unreadable, "\(domain.path) cannot be read: \(error.localizedDescription)")
        }
    }
}
