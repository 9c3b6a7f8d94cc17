import RegistryCore
import TrackerFiles

extension RegistryError {
    /// The registry's error for a tracker's file.
    init(_ error: TrackerFileError) {
        let code: Code =
            switch error.code {
            case .unreadable: .notFound
            case .notThisFormat, .damaged: .corruptData
            case .unsupported: .unsupported
            case .tooLarge: .invalidArgument
            }
        self.init(code, error.message, underlying: error)
    }
}

/// Makes a call of a tracker's file, whose error becomes the registry's.
func readingTracker<Answer>(_ work: () throws(TrackerFileError) -> Answer) throws(RegistryError) -> Answer {
    do {
        return try work()
    } catch {
        throw RegistryError(error)
    }
}
