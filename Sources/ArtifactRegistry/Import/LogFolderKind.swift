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
        if Self.hasExperiments(path) {
            self = .lavd
        } else if Self.hasEventFiles(path, depth: 0) {
            self = .tensorboard
        } else {
            return nil
        }
    }

    /// Whether a folder holds experiments of lavd's.
    ///
    /// - Parameter others: folders that are another program's. Sacred, too, has numbered folders with JSON files in them.
    static func hasExperiments(_ folder: String, besides others: Set<String> = []) -> Bool {
        guard !others.contains(folder) else { return false }
        // A hidden folder is no experiment.
        return names(folder).lazy.filter { !$0.hasPrefix(".") }.prefix(1_000).contains {
            isExperiment("\(folder)/\($0)", besides: others)
        }
    }

    private static func isExperiment(_ path: String, besides others: Set<String>) -> Bool {
        guard !others.contains(path) else { return false }
        let names = names(path)
        if names.contains(where: { ["events.log", "command.json", "commands.json", "summary.md"].contains($0) }) {
            return true
        }
        let steps = names.lazy.filter { LabelledFolder.step(ofFolder: $0) != nil && !others.contains("\(path)/\($0)") }
        return steps.prefix(10).contains { step in
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
