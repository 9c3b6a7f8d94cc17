import RegistryCore

/// The texts and confusion matrices that a run logged, newest last.
struct RunSamples: Sendable {
    var texts: [TextSample] = []
    var matrices: [MatrixSample] = []
    /// Whether only the newest records were looked at.
    var isPartial = false

    /// Every step that has something, rising.
    var steps: Set<Int64> { Set(texts.map(\.step)).union(matrices.map(\.step)) }

    /// The last text of each label that is not beyond a step.
    func texts(at step: Int64) -> [String: TextSample] {
        texts.reduce(into: [:]) { found, text in
            if text.step <= step, text.step >= found[text.label]?.step ?? .min { found[text.label] = text }
        }
    }

    /// The last matrix of each name that is not beyond a step.
    func matrices(at step: Int64) -> [String: MatrixSample] {
        matrices.reduce(into: [:]) { found, matrix in
            if matrix.step <= step, matrix.step >= found[matrix.name]?.step ?? .min { found[matrix.name] = matrix }
        }
    }
}
