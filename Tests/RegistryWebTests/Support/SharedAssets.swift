import Foundation

@testable import RegistryWeb

/// The pages' templates and files, read once for all tests: hundreds of them have a server of their own, and reading takes longer than
/// most of what they ask it.
enum SharedAssets {
    private static let read = Result {
        try PageAssets(
            from: WebAssets(
                folder: nil, environment: ProcessInfo.processInfo.environment, executable: Bundle.main.executableURL))
    }

    /// What the source tree has.
    static var pages: PageAssets {
        get throws { try read.get() }
    }
}
