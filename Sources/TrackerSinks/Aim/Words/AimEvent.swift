import EventFiles

/// What an event of TensorBoard's brings that Aim has a place for.
enum AimEvent {
    /// One thing, and what it is shown under.
    enum Value: Hashable, Sendable {
        case text(name: String, String)
        /// A WAV file.
        case sound(name: String, [UInt8])
        case distribution(name: String, AimDistribution)
    }

    /// The values and their step; none for an event that cannot be read or brings nothing for Aim.
    static func read(_ bytes: [UInt8]) -> (values: [Value], step: Int64) {
        guard let event = try? EventDecoder.decode(bytes), case .summary(let summary) = event.content else {
            return ([], 0)
        }
        var values: [Value] = []
        for value in summary {
            // What one value of a plugin says wrongly is no reason to lose the others.
            switch try? LoggedValue(value) {
            case .text(let text)?:
                values.append(.text(name: value.tag, text.strings.joined(separator: "\n\n")))
            case .audio(let clips)?:
                let wavs = clips.encoded.filter { $0.starts(with: "RIFF".utf8) }
                // Several of one tag get numbers behind it, as they have among the run's files.
                for (index, wav) in wavs.enumerated() {
                    values.append(.sound(name: wavs.count == 1 ? value.tag : "\(value.tag)/\(index)", wav))
                }
            case .histogram(let histogram)?:
                if let distribution = AimDistribution(histogram) {
                    values.append(.distribution(name: value.tag, distribution))
                }
            default: break
            }
        }
        return (values, event.step)
    }
}
