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
        /// What it was given; several values as a shell reads them.
        let given: String
        let takesSeveral: Bool
        /// It was given an empty word, which is not the same as nothing.
        let isEmptyWord: Bool
        fileprivate let values: [String]
        /// Whether its flag stands before each of several values.
        let repeatsFlag: Bool
        /// How often its flag stands when it is set; `nil` for once.
        let times: Int?
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
    /// The most often that a flag stands which counts.
    fileprivate static let mostTimes = 20

    /// The program, and the script that it runs, as the shell reads them.
    let program: String
    /// The whole command as it was given.
    let line: String
    let parameters: [Parameter]
    let hasParameters: Bool
    /// What parameters beyond those that are shown add to the command; `nil` when there are none.
    let rest: String?
    /// How many these are, in a sentence.
    let restNote: String?

    /// - Parameter command: as the run's record has it: lavd's `command.json`, the names of options escaped.
    /// - Returns: `nil` when it names no program.
    init?(_ command: Document) {
        let script = command["script"]?.stringValue ?? ""
        // A script is one file; subcommands are as many words as they seem.
        let areSubcommands = script.utf8.allSatisfy { byte in
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        let scripts = areSubcommands ? script.split(separator: " ").map(String.init) : [script]
        let words = ([command["bin"]?.stringValue ?? ""] + scripts).filter { !$0.isEmpty }
        guard !words.isEmpty else { return nil }
        program = words.map(ShellWord.quoted).joined(separator: " ")
        let parts = command.mapValues(of: ["parser", "arguments"])
        // What follows one that was not given would move to its place.
        let values = (parts["arguments"]?["positional"]?.arrayValue ?? []).prefix { !$0.isNull }
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
        let more = parameters.dropFirst(Self.mostParameters)
        rest = more.isEmpty ? nil : more.flatMap(\.words).joined(separator: " ")
        restNote = more.isEmpty ? nil : "\(more.count) more parameters stay as they were."
    }
}

extension RunCommand.Parameter {
    fileprivate init(_ name: String, _ description: Document, _ value: Value?, isOption: Bool) {
        let value = value.flatMap { $0.isNull ? nil : $0 }
        let isFlag = isOption && (description["type"]?.stringValue == "flag" || value?.boolValue != nil)
        let takesSeveral = !isFlag && (description["count"] != nil || value?.arrayValue != nil)
        let all = (value.map { $0.arrayValue ?? [$0] } ?? []).filter { !$0.isNull }
        let values = isFlag ? [] : all.map { $0.stringValue ?? $0.json() }
        let given = takesSeveral ? values.map(ShellWord.quoted).joined(separator: " ") : values.first ?? ""
        let choices = (description["choices"]?.arrayValue ?? []).map { $0.stringValue ?? $0.json() }
        flag = isOption ? (name.count == 1 ? "-\(name)" : "--\(name)") : nil
        parameterName = VisibleText.short(flag ?? name)
        self.isFlag = isFlag
        // A flag that counts was given so often: `-v -v`.
        let count = isFlag ? value?.intValue : nil
        isSet = isFlag && value?.boolValue != false && value != nil && (count ?? 1) > 0
        times = count.flatMap { $0 > 1 ? Int(min($0, Int64(RunCommand.mostTimes))) : nil }
        self.given = given
        self.takesSeveral = takesSeveral
        repeatsFlag = takesSeveral && isOption && description["repeats"]?.boolValue == true
        // A value without letters is one: what was not given is null.
        self.values = values
        isEmptyWord = !takesSeveral && values.first?.isEmpty == true
        usual = description["default"].map { VisibleText.short($0.stringValue ?? $0.json()) } ?? ""
        about = description["description"]?.stringValue.map { VisibleText.short($0) }
        self.choices = choices.map { RunCommand.Choice(choiceText: $0, isChosen: $0 == given) }
        // A value that is none of them is kept as it is.
        hasChoices =
            !isFlag && !takesSeveral && !choices.isEmpty && !isEmptyWord && (given.isEmpty || choices.contains(given))
    }

    /// What it adds to the command.
    fileprivate var words: [String] {
        if isFlag { return isSet ? Array(repeating: flag ?? "", count: times ?? 1) : [] }
        let words = values.map(ShellWord.quoted)
        guard let flag, !words.isEmpty else { return words }
        return repeatsFlag ? words.flatMap { [flag, $0] } : [flag] + words
    }
}
