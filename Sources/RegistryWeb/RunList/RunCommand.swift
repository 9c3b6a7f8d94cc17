import RegistryCore

/// How a run's program was called, in parts that can be changed: its page makes another command of them.
struct RunCommand {
    /// What the program can be given.
    struct Parameter {
        /// `--lr`, or the name of what is given by its place.
        let parameterName: String
        /// Its place in the command: `--lr` and its value, or the value alone.
        let flag: String?
        let isFlag: Bool
        let isSet: Bool
        /// What it was given; several values with spaces between them.
        let given: String
        let takesSeveral: Bool
        /// What it is when it is not given; empty when nothing says so.
        let usual: String
        let about: String?
        let choices: [Choice]
        let hasChoices: Bool
    }

    /// One of the values that a parameter may have.
    struct Choice {
        let choiceText: String
        let isChosen: Bool
    }

    /// The most parameters that are shown.
    private static let mostParameters = 200

    /// The program, and the script that it runs, as the shell reads them.
    let program: String
    /// The whole command as it was given.
    let line: String
    let parameters: [Parameter]
    let hasParameters: Bool

    /// - Parameter command: as the run's record has it: lavd's `command.json`, the names of options escaped.
    /// - Returns: `nil` when it names no program.
    init?(_ command: Document) {
        let words = ["bin", "script"].compactMap { command[$0]?.stringValue }.filter { !$0.isEmpty }
        guard !words.isEmpty else { return nil }
        program = words.map(RunOrigin.quoted).joined(separator: " ")
        let parts = command.mapValues(of: ["parser", "arguments"])
        let values = parts["arguments"]?["positional"]?.arrayValue ?? []
        let options = parts["arguments"]?["options"]?.documentValue ?? [:]
        var parameters: [Parameter] = []
        let places = (parts["parser"]?["positional"]?.arrayValue ?? []).compactMap(\.documentValue)
        for index in 0..<max(places.count, values.count) {
            let place = index < places.count ? places[index] : [:]
            let name = place["name"]?.stringValue ?? "\(index + 1)"
            parameters.append(Parameter(name, place, index < values.count ? values[index] : nil, isOption: false))
        }
        let known = parts["parser"]?["options"]?.documentValue ?? [:]
        for (field, description) in known {
            parameters.append(
                Parameter(FieldName.unescaped(field), description.documentValue ?? [:], options[field], isOption: true))
        }
        for (field, value) in options where known[field] == nil {
            parameters.append(Parameter(FieldName.unescaped(field), [:], value, isOption: true))
        }
        line = ([program] + parameters.flatMap(\.words)).joined(separator: " ")
        self.parameters = Array(parameters.prefix(Self.mostParameters))
        hasParameters = !parameters.isEmpty
    }
}

extension RunCommand.Parameter {
    fileprivate init(_ name: String, _ description: Document, _ value: Value?, isOption: Bool) {
        let isFlag = isOption && (description["type"]?.stringValue == "flag" || value?.boolValue != nil)
        let values = value.map { $0.arrayValue ?? [$0] } ?? []
        let given = isFlag ? "" : values.map { $0.stringValue ?? $0.json() }.joined(separator: " ")
        let choices = (description["choices"]?.arrayValue ?? []).map { $0.stringValue ?? $0.json() }
        flag = isOption ? (name.count == 1 ? "-\(name)" : "--\(name)") : nil
        parameterName = VisibleText.short(flag ?? name)
        self.isFlag = isFlag
        isSet = isFlag && value?.boolValue != false && value != nil
        self.given = given
        takesSeveral = description["count"] != nil || value?.arrayValue != nil
        usual = description["default"].map { VisibleText.short($0.stringValue ?? $0.json()) } ?? ""
        about = description["description"]?.stringValue.map { VisibleText.short($0) }
        self.choices = choices.map { RunCommand.Choice(choiceText: $0, isChosen: $0 == given) }
        // A value that is none of them is kept as it is.
        hasChoices = !isFlag && !takesSeveral && !choices.isEmpty && (given.isEmpty || choices.contains(given))
    }

    /// What it adds to the command.
    fileprivate var words: [String] {
        if isFlag { return isSet ? [flag ?? ""] : [] }
        guard !given.isEmpty else { return [] }
        let values = takesSeveral ? given.split(separator: " ").map(String.init) : [given]
        return (flag.map { [$0] } ?? []) + values.map(RunOrigin.quoted)
    }
}
