extension LoggedValue {
    /// What a value means.
    ///
    /// - Parameters:
    ///   - value: The value as the file holds it.
    ///   - metadata: The metadata of the tag's first value: later ones carry none. The default is the value's own.
    /// - Throws: `EventFileError` with `malformed` when bytes of a plugin break their format.
    public init(_ value: SummaryValue, metadata: SummaryMetadata? = nil) throws(EventFileError) {
        var budget = DecodingBudget()
        do throws(ProtobufReader.Malformed) {
            try self.init(value, metadata: metadata, &budget)
        } catch {
            throw EventFileError(.malformed, "a value of the tag \(value.tag) cannot be read: \(error.reason)")
        }
    }

    init(
        _ value: SummaryValue, metadata: SummaryMetadata?, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) {
        let own = value.metadata ?? metadata
        let plugin = own?.pluginName ?? ""
        if plugin == PluginName.hparams, let content = own?.pluginContent {
            switch try HParamsContent(content, &budget) {
            case .experiment(let experiment): self = .experiment(experiment)
            case .sessionStart(let start): self = .sessionStart(start)
            case .sessionEnd(let end): self = .sessionEnd(end)
            case nil: self = .other(plugin: plugin)
            }
            return
        }
        switch value.payload {
        case .simple(let number): self = .scalar(Double(number))
        case .image(let image): self = .images(ImageStack(image))
        case .audio(let audio): self = .audio(AudioClips(encoded: [audio.encoded], labels: []))
        case .histogram(let old): self = Histogram(old).map(Self.histogram) ?? .other(plugin: plugin)
        case .other: self = .other(plugin: plugin)
        case .tensor(let tensor):
            let content = own?.pluginContent ?? []
            self =
                try Self.meaning(of: tensor, tag: value.tag, plugin: plugin, content: content, &budget)
                ?? .tensor(tensor, plugin: plugin)
        }
    }

    private static func meaning(
        of tensor: Tensor, tag: String, plugin: String, content: [UInt8], _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> LoggedValue? {
        switch plugin {
        case PluginName.scalars: tensor.scalar.map(Self.scalar)
        case PluginName.images: ImageStack(tensor).map(Self.images)
        case PluginName.histograms: try Histogram(tensor, &budget).map(Self.histogram)
        case PluginName.text: LoggedText(tensor).map(Self.text)
        case PluginName.audio: AudioClips(tensor).map(Self.audio)
        case PluginName.prCurves: try PRCurve(tensor, &budget).map(Self.prCurve)
        case PluginName.mesh: try MeshPart(tensor, content: content, &budget).map(Self.meshPart)
        case PluginName.customScalars: try CustomScalarLayout(tensor, &budget).map(Self.layout)
        // Writers from before the plugins: the tag says that it is text, the type that it is a number.
        case "" where tag.hasSuffix("/text_summary"): LoggedText(tensor).map(Self.text)
        case "": tensor.scalar.map(Self.scalar)
        default: nil
        }
    }
}
