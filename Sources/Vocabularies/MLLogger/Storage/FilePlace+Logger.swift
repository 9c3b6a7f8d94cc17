import FileStorage
import Foundation
import RegistryCore

#if MongoDB
    import MongoFiles
#endif

extension FilePlace {
    /// The place of a logger's files that an address means; see ``getLogger(_:store:configuration:statisticsWindow:keptValues:)``.
    ///
    /// - Parameter environment: The variables that say how a store is reached. Default: the process's own.
    static func ofLogger(
        _ address: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(RegistryError) -> FilePlace {
        // The store itself tries a request again for so long: the logger's own task comes back with what is still to be written.
        let retries = RetryPolicy(patience: .seconds(10), longestPause: .seconds(2))
        let advice =
            "Numbers go to a store, such as sqlite:registry.sqlite, also from many machines to one MongoDB."
        #if MongoDB
            return try FilePlace(address, environment: environment, retries: retries, advice: advice) {
                url throws(RegistryError) in try MongoFileStore(url: url, retries: retries)
            }
        #else
            return try FilePlace(address, environment: environment, retries: retries, advice: advice)
        #endif
    }
}
