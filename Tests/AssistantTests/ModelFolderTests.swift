import Assistant
import Foundation
import TestKit
import Testing
import Vocabulary

@Suite("Model folder") struct ModelFolderTests {
    @Test("a written file is read back, and writing leaves nothing else behind")
    func roundTrip() throws {
        try withFolder { folder in
            try ModelFolder.write([1, 2, 3], to: "\(folder)/models/a.tar.gz")
            #expect(try ModelFolder.read("\(folder)/models/a.tar.gz") == [1, 2, 3])
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/models")
            #expect(names == ["a.tar.gz"])
        }
    }

    @Test("the newest model of a folder is meant by the folder's path")
    func newest() throws {
        try withFolder { folder in
            for (index, name) in ["b", "a"].enumerated() {
                let path = "\(folder)/\(name).tar.gz"
                try ModelFolder.write([UInt8(index)], to: path)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1000 + Double(index))],
                    ofItemAtPath: path)
            }
            try Data([9]).write(to: URL(fileURLWithPath: "\(folder)/later.txt"))
            #expect(try ModelFolder.resolve(folder) == "\(folder)/a.tar.gz")
        }
    }

    @Test("an empty folder, a missing file, a pipe, a device and a loop of links are refused")
    func refused() throws {
        try withFolder { folder in
            #expect(throws: Fault.self) { try ModelFolder.resolve(folder) }
            #expect(throws: Fault.self) { try ModelFolder.resolve("\(folder)/none") }
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            #expect(throws: Fault.self) { try ModelFolder.read("\(folder)/pipe") }
            #expect(throws: Fault.self) { try ModelFolder.read("/dev/zero") }
            #expect(symlink("\(folder)/loop", "\(folder)/loop") == 0)
            #expect(throws: Fault.self) { try ModelFolder.read("\(folder)/loop") }
            #expect(throws: Fault.self) { try ModelFolder.read(folder) }
        }
    }

    @Test("a full disk is a clear fault, and the file of before stays")
    func fullDisk() {
        let fault = #expect(throws: Fault.self) {
            try ModelFolder.write([1], to: "/dev/full/x.tar.gz")
        }
        #expect(fault?.code == .cannotSave)
    }

    @Test("a fresh name tells the moment and ends as Rasa's names do")
    func names() {
        let name = ModelFolder.freshName(prefix: "nlu-")
        #expect(name.hasPrefix("nlu-20"))
        #expect(name.hasSuffix(".tar.gz"))
        #expect(name.split(separator: "-").count == 5)
    }
}
