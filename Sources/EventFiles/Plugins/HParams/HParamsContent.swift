/// What a value of the hyperparameter plugin is: everything is in its metadata.
enum HParamsContent: Hashable, Sendable {
    case experiment(HParamsExperiment)
    case sessionStart(HParamsSessionStart)
    case sessionEnd(HParamsSessionEnd)

    /// `nil` when the bytes hold none of them.
    init?(_ content: [UInt8], _ budget: inout DecodingBudget) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(content, in: 0..<content.count)
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (2, .bytes(let range)):
                self = .experiment(try HParamsExperiment(reader, in: range, &budget))
                return
            case (3, .bytes(let range)):
                self = .sessionStart(try HParamsSessionStart(reader, in: range, &budget))
                return
            case (4, .bytes(let range)):
                self = .sessionEnd(try HParamsSessionEnd(reader, in: range))
                return
            default: break
            }
        }
        return nil
    }

    var bytes: [UInt8] {
        var writer = ProtobufWriter()
        switch self {
        case .experiment(let experiment): writer.message(2) { experiment.append(to: &$0) }
        case .sessionStart(let start): writer.message(3) { start.append(to: &$0) }
        case .sessionEnd(let end): writer.message(4) { end.append(to: &$0) }
        }
        return writer.bytes
    }

    var tag: String {
        switch self {
        case .experiment: "_hparams_/experiment"
        case .sessionStart: "_hparams_/session_start_info"
        case .sessionEnd: "_hparams_/session_end_info"
        }
    }

    var summaryValue: SummaryValue {
        // TensorBoard's newer loaders drop a value without a tensor, so there is an empty one.
        SummaryValue(
            tag: tag, payload: .tensor(Tensor(elementType: .float, shape: [0])),
            metadata: SummaryMetadata(pluginName: PluginName.hparams, pluginContent: bytes, dataClass: .tensor))
    }
}

extension SummaryValue {
    /// The hyperparameters and metrics of an experiment. Log it once, in the root run.
    public static func hparams(_ experiment: HParamsExperiment) -> SummaryValue {
        HParamsContent.experiment(experiment).summaryValue
    }

    /// The hyperparameters of one training. Log it once, in the training's run.
    public static func hparams(_ start: HParamsSessionStart) -> SummaryValue {
        HParamsContent.sessionStart(start).summaryValue
    }

    /// The end of one training. Log it once, in the training's run.
    public static func hparams(_ end: HParamsSessionEnd) -> SummaryValue {
        HParamsContent.sessionEnd(end).summaryValue
    }
}
