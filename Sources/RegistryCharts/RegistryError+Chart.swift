package import ChartRendering
package import RegistryCore

extension RegistryError {
    /// A chart's failure in the words of the registry.
    package init(_ error: ChartError) {
        let code: Code =
            switch error.code {
            case .invalidArgument, .tooLarge: .invalidArgument
            case .notFound: .notFound
            // A file that the request named: what is wrong with it is for whoever sent the request.
            case .corruptData: .invalidArgument
            default: .internalFailure
            }
        self.init(code, error.message, underlying: error)
    }
}
