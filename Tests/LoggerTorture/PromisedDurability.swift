import ArgumentParser
import LoggerAndViewer

/// What a log call promises, by a name for the command line.
enum PromisedDurability: String, ExpressibleByArgument, CaseIterable {
    case buffered, written, synced

    var durability: Durability {
        switch self {
        case .buffered: .buffered(.milliseconds(20))
        case .written: .written
        case .synced: .synced
        }
    }
}
