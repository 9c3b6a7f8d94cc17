/// What the name of an offline run's file says of the run: `run-<identifier>.wandb`, and `run-<identifier>.swanlab`.
enum OfflineFileName {
    /// The run's identifier; `nil` for a file of another name.
    static func identifier(in path: String, ending: String) -> String? {
        let name = SourceFolder.name(of: path)
        guard name.hasPrefix("run-"), name.hasSuffix(".\(ending)") else { return nil }
        let identifier = name.dropFirst("run-".count).dropLast(ending.count + 1)
        return identifier.isEmpty ? nil : String(identifier)
    }

    /// What is said of a file the record of which that says whose it is cannot be read.
    static func report(_ place: String, identifier: String?) -> String {
        let stand =
            identifier.map { "the run \($0), as the file is named" } ?? "a run of its own, which the file's path names"
        return "\(place): the record that says whose it is is missing or damaged; until it can be read this is \(stand)"
    }

    /// What is said of such a file beside which others of its run lie.
    static func report(_ place: String, sibling: String) -> String {
        "\(place): the record that says whose it is is missing or damaged; this is taken for the run \(PlainText.of(sibling)), of which the other "
            + "files of this name are"
    }
}
