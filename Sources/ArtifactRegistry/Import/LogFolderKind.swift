public import Foundation
import RegistryCore

/// Which program wrote a folder of logs.
public enum LogFolderKind: String, Hashable, Sendable {
    /// TensorBoard's event files, at any depth.
    case tensorboard
    /// lavd's layout: a folder for each experiment, with folders of steps.
    case lavd

    /// The kind of a folder; `nil` when nothing in it says so yet, or it is not there.
    ///
    /// A folder that holds both, as a logger of labelled files writes it, is lavd's: there is more in that. It is lavd's when a
    /// folder in it has `events.log`, `command.json` or `summary.md`, or a numbered folder with a JSON, text, Markdown or image file.
    public init?(of folder: URL) {
        let path = folder.path
        let experiments = Self.names(path).prefix(1_000)
        if experiments.contains(where: { Self.isExperiment("\(path)/\($0)") }) {
            self = .lavd
        } else if Self.hasEventFiles(path, depth: 0) {
            self = .tensorboard
        } else {
            return nil
        }
    }

    private static func isExperiment(_ path: String) -> Bool {
        let names = names(path)
        if names.contains(where: { ["events.log", "command.json", "commands.json", "summary.md"].contains($0) }) {
            return true
        }
        return names.lazy.filter { LabelledFolder.step(ofFolder: $0) != nil }.prefix(10).contains { step in
            Self.names("\(path)/\(step)").contains {
                LabelledFolder.kind(ofExtension: LabelledFolder.parts(ofFile: $0).extension) != nil
            }
        }
    }

    private static func hasEventFiles(_ path: String, depth: Int) -> Bool {
        let names = names(path)
        if names.contains(where: { $0.contains("tfevents") }) { return true }
        return depth < 4 && names.prefix(1_000).contains { hasEventFiles("\(path)/\($0)", depth: depth + 1) }
    }

    private static func names(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
