import RegistryCore

/// A file that no chart could be made of, and why.
struct ChartFileProblem: Sendable {
    /// The file as whoever asked named it.
    let fileName: String
    /// A ``RegistryError`` or a ``RequestRefusal``, but for what nobody foresaw.
    let error: any Error

    /// Why, in the words for people; `nil` for an error whose details are the log's only.
    var message: String? {
        switch error {
        case let error as RegistryError: error.code == .internalFailure ? nil : error.message
        case let refusal as RequestRefusal: refusal.message
        default: nil
        }
    }
}
