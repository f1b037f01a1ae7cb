import Learning
import Testing

@Suite("Model file") struct ModelFileTests {
    static func sample() -> ModelSections {
        var model = ModelSections()
        model.add("manifest", Array("{}".utf8))
        model.add("weights", (0..<1000).map { UInt8($0 % 251) })
        model.add("empty", [])
        return model
    }

    @Test("what was encoded is decoded, and the same sections give the same bytes")
    func roundTrip() throws {
        let bytes = ModelFile.encode(Self.sample())
        #expect(bytes == ModelFile.encode(Self.sample()))
        let model = try ModelFile.decode(bytes)
        #expect(model.sections.map(\.name) == ["manifest", "weights", "empty"])
        #expect(model["weights"] == Self.sample()["weights"])
    }

    @Test("a file cut at any length is refused")
    func truncated() {
        let bytes = ModelFile.encode(Self.sample())
        for length in 0..<bytes.count {
            #expect(throws: ModelFileProblem.self) {
                try ModelFile.decode(Array(bytes[..<length]))
            }
        }
    }

    @Test("a flipped bit is refused wherever it counts, and never crashes")
    func flipped() throws {
        let bytes = ModelFile.encode(Self.sample())
        let original = try ModelFile.decode(bytes)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            guard let model = try? ModelFile.decode(damaged) else { continue }
            // Only the zero padding between sections carries no meaning.
            #expect(
                model.sections.elementsEqual(original.sections, by: ==), "byte \(index)")
        }
    }

    @Test("a file of another version names its version")
    func version() {
        var bytes = ModelFile.encode(Self.sample())
        bytes[8] = 99
        #expect(throws: ModelFileProblem.version(found: 99)) { try ModelFile.decode(bytes) }
    }

    @Test("the checksum agrees with published XXH64 values")
    func checksum() {
        #expect(Checksum.of([]) == 0xEF46_DB37_51D8_E999)
        #expect(Checksum.of(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
        #expect(Checksum.of(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
    }
}
