import MediaFiles

@testable import EventFiles

/// One value for each of TensorBoard's plugins, and what reading it back must give.
enum Everything {
    static let png = Pictures.png(4, 3)

    /// Values by what they mean.
    static func values() throws -> [(value: SummaryValue, meaning: LoggedValue)] {
        let wav = try WAVEncoder.encode(Sound(samples: (0..<800).map { Float($0 % 20) / 20 }, sampleRate: 8_000)).bytes
        let stack = try ImageStack(pngs: [png, Pictures.png(4, 3, gray: 9)])
        let histogram = try Histogram(of: (0..<100).map { Double($0) })
        let clips = try AudioClips(wavs: [wav, wav])
        let curve = try PRCurve(
            labels: [true, true, true, true, false, false, false, false],
            predictions: [0.9, 0.5, 0.7, 0.3, 0.1, 0.1, 0.1, 0.1], thresholdCount: 5)
        let layout = CustomScalarLayout(categories: [
            .init(
                title: "losses",
                charts: [
                    .init(title: "all", content: .multiline(tagPatterns: ["loss", "acc.*"])),
                    .init(
                        title: "band",
                        content: .margins([.init(value: "loss", lower: "loss/low", upper: "loss/high")])),
                ]),
            .init(title: "closed", charts: [], isClosed: true),
        ])
        return [
            (.scalar("loss", 0.25), .scalar(0.25)),
            (.scalar("accuracy", 0.5, form: .tensor, description: "the *share*"), .scalar(0.5)),
            (.images("samples", stack), .images(stack)),
            (.histogram("weights", histogram), .histogram(histogram)),
            (.text("note", LoggedText("**bold**")), .text(LoggedText("**bold**"))),
            (.text("list", LoggedText(list: ["a", "b"])), .text(LoggedText(list: ["a", "b"]))),
            (.audio("tone", clips), .audio(clips)),
            (.prCurve("curve", curve), .prCurve(curve)),
            (.layout(layout), .layout(layout)),
        ] + (try mesh()) + hparams
    }

    static func mesh() throws -> [(value: SummaryValue, meaning: LoggedValue)] {
        let vertices: [Float] = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]
        let faces: [Int32] = [0, 1, 2, 0, 1, 3]
        let colors: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]
        let mesh = try Mesh(vertices: vertices, faces: faces, colors: colors)
        func part(_ numbers: MeshPart.Numbers, _ rows: Int64) -> LoggedValue {
            .meshPart(MeshPart(name: "shape", numbers: numbers, shape: [1, rows, 3], configuration: "{}"))
        }
        return zip(
            SummaryValue.mesh("shape", mesh),
            [part(.vertices(vertices), 4), part(.faces(faces), 2), part(.colors(colors), 4)]
        ).map { ($0, $1) }
    }

    static let experiment = HParamsExperiment(
        name: "digits", description: "*why*", user: "me", createdSeconds: 1_700_000_000,
        hparams: [
            HParamInfo(name: "rate", type: .number, domain: .interval(0.0001...0.1), displayName: "Rate"),
            HParamInfo(
                name: "optimizer", type: .string, domain: .discrete([.string("adam"), .string("sgd")]),
                description: "which"),
            HParamInfo(name: "norm", type: .bool, domain: .discrete([.bool(true), .bool(false)])),
            HParamInfo(name: "any", type: .number),
        ],
        metrics: [
            HParamMetric(tag: "loss", displayName: "Loss", description: "less", dataset: .validation),
            HParamMetric(tag: "accuracy", group: "eval"),
        ])

    static let start = HParamsSessionStart(
        hparams: ["rate": .number(0.01), "optimizer": .string("adam"), "norm": .bool(true)], groupName: "g",
        startSeconds: 1_700_000_000)

    static let end = HParamsSessionEnd(status: .success, endSeconds: 1_700_000_100)

    static let hparams: [(value: SummaryValue, meaning: LoggedValue)] = [
        (.hparams(experiment), .experiment(experiment)),
        (.hparams(start), .sessionStart(start)),
        (.hparams(end), .sessionEnd(end)),
    ]
}
