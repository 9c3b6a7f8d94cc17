/// Sounds that were logged together at one step.
public struct AudioClips: Hashable, Sendable {
    /// The sounds, usually WAV files. From a file they may be anything.
    public let encoded: [[UInt8]]
    /// A Markdown label of each sound; empty when there are none.
    public let labels: [String]

    /// Sounds to be written.
    ///
    /// - Parameter wavs: One or more WAV files.
    /// - Throws: `EventFileError` with `invalid` when there is none, or one is no WAV file.
    public init(wavs: [[UInt8]]) throws(EventFileError) {
        guard !wavs.isEmpty else { throw EventFileError(.invalid, "there is no sound to write") }
        for wav in wavs {
            guard wav.count >= 44, wav.starts(with: "RIFF".utf8), wav[8..<12].elementsEqual("WAVE".utf8) else {
                throw EventFileError(.invalid, "a sound is not a WAV file")
            }
        }
        self.init(encoded: wavs, labels: [])
    }

    init(encoded: [[UInt8]], labels: [String]) {
        self.encoded = encoded
        self.labels = labels
    }

    /// From a tensor: a list of sounds, or rows of a sound and its label. `nil` when it is something else.
    init?(_ tensor: Tensor) {
        guard tensor.elementType == .string else { return nil }
        let strings = tensor.strings
        guard tensor.shape.count == 2, tensor.shape[1] == 2, strings.count.isMultiple(of: 2) else {
            self.init(encoded: strings, labels: [])
            return
        }
        self.init(
            encoded: stride(from: 0, to: strings.count, by: 2).map { strings[$0] },
            labels: stride(from: 1, to: strings.count, by: 2).map { String(decoding: strings[$0], as: UTF8.self) })
    }
}

extension SummaryValue {
    /// Sounds for TensorBoard's audio page.
    ///
    /// - Parameters:
    ///   - tag: What they are shown under.
    ///   - clips: One or more WAV files.
    ///   - displayName: The title to show in place of the tag. Empty for the tag itself.
    ///   - description: Markdown shown beside the title.
    public static func audio(
        _ tag: String, _ clips: AudioClips, displayName: String = "", description: String = ""
    ) -> SummaryValue {
        var content = ProtobufWriter()
        content.integer(2, 11)  // The encoding: WAV.
        return SummaryValue(
            tag: tag, payload: .tensor(Tensor(strings: clips.encoded)),
            metadata: SummaryMetadata(
                pluginName: PluginName.audio, pluginContent: content.bytes, displayName: displayName,
                summaryDescription: description, dataClass: .blobSequence))
    }
}
