extension ImportOmission {
    static let sacredFiles = ImportOmission(
        "source files, resources and versions of packages, which stay where they are")
    static let pythonObjects = ImportOmission(
        "Python objects as such: what jsonpickle wrote of them (py/object and so on) is kept as plain values, and nothing of it is loaded or run"
    )
    static let queuedRuns = ImportOmission("runs that wait in Sacred's queue; they come when they have begun")
    static let furtherDocuments = ImportOmission(
        "further documents of a metric that its run has already: which of them goes on cannot be known")
    static let artifactsElsewhere = ImportOmission("artifacts that are not in the run's folder")
    static let unreadArtifacts = ImportOmission("artifacts of which it cannot be read what their files are")
    static let lostArtifacts = ImportOmission("artifacts whose files are not in the database")
}
