// Finds the n-grams of the training data and chooses those that become columns.

import TrainingData

/// Counts n-grams over documents, as scikit-learn's `CountVectorizer.fit` does.
struct CountVectorsTrainer {
    private let settings: CountVectorsSettings
    private var table = NgramTable()
    /// The n-grams' UTF-8, one behind the other, in the order they were first seen.
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// In how many documents each n-gram occurs.
    private var documentCounts: [Int] = []
    /// How often each n-gram occurs.
    private var occurrences: [Int] = []
    private var lastDocument: [Int] = []
    private var documents = 0

    /// A trainer that has seen nothing.
    init(_ settings: CountVectorsSettings) { self.settings = settings }

    /// Counts the n-grams of one document; an empty document counts as one.
    mutating func count(_ document: ArraySlice<UInt32>) {
        documents += 1
        let prepared = settings.analyzer.prepare(settings.text.counted(document))
        var found: [(hash: UInt64, start: Int, end: Int)] = []
        settings.analyzer.forEach(in: prepared) { found.append(($0, $1, $2)) }
        for ngram in found {
            var number = Int(table.number(of: ngram.hash))
            if number < 0 {
                number = add(ngram.hash, prepared.scalars[ngram.start..<ngram.end])
            }
            occurrences[number] += 1
            guard lastDocument[number] != documents else { continue }
            lastDocument[number] = documents
            documentCounts[number] += 1
        }
    }

    private mutating func add(_ hash: UInt64, _ scalars: ArraySlice<UInt32>) -> Int {
        let number = documentCounts.count
        _ = table.insert(hash, number: Int32(number))
        for scalar in scalars.lazy.compactMap(Unicode.Scalar.init) {
            bytes.append(contentsOf: String(scalar).utf8)
        }
        starts.append(bytes.count)
        documentCounts.append(0)
        occurrences.append(0)
        lastDocument.append(0)
        return number
    }

    /// The vocabulary of the n-grams within all bounds; without n-grams when none is.
    func vocabulary() -> CountVectorsVocabulary {
        let least = settings.documentsMin.documents(of: documents)
        let most = settings.documentsMax.documents(of: documents)
        guard most >= least else { return CountVectorsVocabulary() }
        var chosen = documentCounts.indices.filter {
            (least...most).contains(Double(documentCounts[$0]))
        }
        chosen.sort { ngram($0).lexicographicallyPrecedes(ngram($1)) }
        if let limit = settings.ngramsMax, chosen.count > limit {
            let ranks = chosen.indices.sorted {
                let left = occurrences[chosen[$0]]
                let right = occurrences[chosen[$1]]
                return left == right ? $0 < $1 : left > right
            }
            chosen = ranks.prefix(max(0, limit)).sorted().map { chosen[$0] }
        }
        return CountVectorsVocabulary(sorted: chosen.map(ngram))
    }

    private func ngram(_ number: Int) -> ArraySlice<UInt8> {
        bytes[starts[number]..<starts[number + 1]]
    }
}
