/// What a sequence of Aim's holds.
enum AimSequenceKind: Hashable, Sendable {
    case metric, images, audios, distributions, texts, logs

    /// The kind of a sequence whose values are of a type; `nil` for one that is not written here.
    init?(valueType: String) {
        switch valueType {
        case "float", "float64", "int", "number": self = .metric
        case "aim.image": self = .images
        case "aim.audio": self = .audios
        case "aim.distribution": self = .distributions
        case "aim.text": self = .texts
        case "aim.log_line": self = .logs
        default: return nil
        }
    }

    /// The type of its values.
    var valueType: String {
        switch self {
        case .metric: "float"
        case .images: "aim.image"
        case .audios: "aim.audio"
        case .distributions: "aim.distribution"
        case .texts: "aim.text"
        case .logs: "aim.log_line"
        }
    }

    /// Under what Aim lists it.
    var listName: String {
        switch self {
        case .metric: "metric"
        case .images: "images"
        case .audios: "audios"
        case .distributions: "distributions"
        case .texts: "texts"
        case .logs: "sequence"
        }
    }

    /// The arrangement of its values: in the second one a value lies at the hash of its step, which a list of its own tells.
    var version: Int64 { self == .metric ? 2 : 1 }
    /// Its lists.
    var lists: [AimKey] { self == .metric ? ["val", "epoch", "time", "step"] : ["val", "epoch", "time"] }

    /// Where its values are, beside what tells it from others.
    func root(_ run: String) -> [AimKey] {
        self == .metric ? ["seqs", "v2", "chunks", .name(run)] : ["seqs", "chunks", .name(run)]
    }

    /// Where the value of a step is in a list.
    func place(_ step: Int64) -> AimKey { .number(self == .metric ? AimHash.of(step) : step) }
}
