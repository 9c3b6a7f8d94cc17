/// One training run of the example: what is trained, and with which settings.
struct Experiment {
    enum Kind: String, CaseIterable {
        case autoencoder = "Autoencoder"
        case classifier = "Classifier"
    }

    static let batchSize = 32

    let kind: Kind
    let hiddenSize: Int
    /// As people write it: 0.003 is no binary fraction, and a Float of it would read 0.003000000026.
    let decimalLearningRate: Double

    /// The runs of the example: of each kind a small and a large network, and the large one learning more slowly.
    static let all = Kind.allCases.flatMap { kind in
        let fast = kind == .autoencoder ? 0.003 : 0.01
        return [(16, fast), (48, fast), (48, 0.001)].map {
            Experiment(kind: kind, hiddenSize: $0.0, decimalLearningRate: $0.1)
        }
    }

    var name: String { "\(kind.rawValue.lowercased())-\(hiddenSize)-\(decimalLearningRate)" }
    private var learningRate: Float { Float(decimalLearningRate) }

    /// Trains for some epochs and reports after each: the epoch from 1, and the metrics on both parts.
    func run(
        epochs: Int, training: Digits, validation: Digits, seed: UInt64,
        report: (_ epoch: Int, _ metrics: [(name: String, value: Double)]) -> Void
    ) {
        var generator = SeededGenerator(seed: seed)
        var network = makeNetwork(using: &generator)
        for epoch in 1...epochs {
            for batch in training.batches(of: Self.batchSize, using: &generator) { network.learn(from: batch) }
            let validated = network.metrics(on: validation).map { ("Validation\($0.name)", $0.value) }
            report(epoch, network.metrics(on: training) + validated)
        }
    }

    private func makeNetwork(using generator: inout SeededGenerator) -> any Network {
        switch kind {
        case .autoencoder: Autoencoder(hiddenSize: hiddenSize, learningRate: learningRate, using: &generator)
        case .classifier: Classifier(hiddenSize: hiddenSize, learningRate: learningRate, using: &generator)
        }
    }
}
