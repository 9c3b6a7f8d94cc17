import CMongoC

/// libmongoc as a whole.
enum MongoLibrary {
    /// Starts the library, once in the program's life; it is never stopped, because other parts of the program may use it.
    static func start() { _ = started }

    private static let started: Void = {
        mongoc_init()
        // The library would write a line to the standard error output twice a second while a server is away. What matters
        // of it comes back as the error of a call.
        mongoc_log_set_handler(nil, nil)
    }()
}
