import RegistryCore
import TrainingLog

/// Where things go in a run of Neptune's, whose names are paths.
enum NeptunePath {
    static let parameters = "parameters"
    /// The beginnings of names that are Neptune's, or where something else of this run goes.
    private static let taken: Set<String> = [
        "sys", "monitoring", "source_code", parameters, "images", "videos", "files",
    ]

    /// The path of a metric. `system/…`, a measurement of the machine, goes where Neptune's own go.
    static func ofMetric(_ name: String) -> [String] {
        let parts = parts(of: name)
        if parts.first == "system", parts.count > 1 { return ["monitoring"] + parts }
        return taken.contains(parts[0]) ? ["metrics"] + parts : parts
    }

    /// The path of an image, a video or a file.
    static func ofMedia(_ media: RunMedia) -> [String] {
        let parts = parts(of: media.name)
        switch media.kind {
        case .image: return ["images"] + parts + (media.step.map { ["\($0.rawValue)"] } ?? [])
        case .video: return ["videos"] + parts + (media.step.map { ["\($0.rawValue)"] } ?? [])
        case .file: return ["files"] + parts
        }
    }

    /// A name's parts, at least one, none of them empty.
    static func parts(of name: String) -> [String] {
        let parts = name.split(separator: "/").map(String.init)
        return parts.isEmpty ? ["unnamed"] : parts
    }
}
