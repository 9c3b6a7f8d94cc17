import ArgumentParser
import Foundation
import RegistryCore
import TrainingLog

/// What a command of swift-argument-parser can be given, and what it was given.
///
/// The parser says names, defaults, values and help as JSON, as `--experimental-dump-help` prints it. Types and values are those of the
/// command's properties, which stand in the same order.
enum CommandReading {
    /// The description of a parsed command.
    ///
    /// - Parameter commandLine: The process's arguments, the program first.
    static func description<Command: ParsableArguments>(
        of command: Command, commandLine: [String] = ProcessInfo.processInfo.arguments
    ) -> CommandDescription {
        let program = commandLine.first.map { URL(filePath: $0).lastPathComponent } ?? ""
        let help = (try? Document(json: Command._dumpHelp()))?["command"]?.documentValue ?? [:]
        let names = ([help["commandName"] ?? ""] + (help["aliases"]?.arrayValue ?? [])).compactMap(\.stringValue)
        let subcommands = subcommands(to: names, of: program, in: commandLine.dropFirst())
        var description = CommandDescription(program: program, script: subcommands.joined(separator: " "))
        var infos: [ArgumentInfo] = []
        for case .document(let argument) in help["arguments"]?.arrayValue ?? [] {
            if let info = ArgumentInfo(argument), !info.isOfTheParser { infos.append(info) }
        }
        let properties = properties(for: infos, in: CommandProperty.all(of: command))
        for (info, property) in zip(infos, properties) { add(info, property, to: &description) }
        for index in infos.indices.dropFirst() where properties[index] == nil {
            let (on, property) = (infos[index - 1], properties[index - 1])
            guard infos[index].turnsOff(on, of: property), property?.value == false, !on.isUsuallyOff else { continue }
            description.optionValues[infos[index].name] = true
        }
        return description
    }

    /// The subcommands that lead to a command, itself last; empty for the program's own one. The parser does not say which they were,
    /// the arguments do: those in front of the first option, since what stands behind an option may be its value.
    ///
    /// - Parameter names: The command's name and its aliases.
    private static func subcommands(
        to names: [String], of program: String, in arguments: ArraySlice<String>
    ) -> [String] {
        // A program's own command is called as its type is, unless it says otherwise: `train-net` in the program `TrainNet`.
        guard !names.contains(program), !names.contains(CommandProperty.spelled(program)) else { return [] }
        let words = arguments.prefix { $0 != "--" }
        guard let place = words.firstIndex(where: { !$0.isEmpty && names.contains($0) }) else { return [] }
        return words[..<place].prefix { !$0.hasPrefix("-") } + [words[place]]
    }

    /// For each argument the property that it sets: one of its name, or else, as it has a name of its own, the next of its kind that is
    /// left. The name that turns a flag off, such as `--no-color`, has none.
    private static func properties(
        for infos: [ArgumentInfo], in properties: [CommandProperty]
    ) -> [CommandProperty?] {
        var found = infos.map { info in properties.first { info.isLike($0) && info.isNamed(as: $0) } }
        let names = Set(found.compactMap { $0?.path })
        var rest = properties.filter { !names.contains($0.path) }[...]
        for (index, info) in infos.enumerated() where found[index] == nil && !rest.isEmpty {
            if index > 0, info.turnsOff(infos[index - 1], of: found[index - 1]) { continue }
            guard let next = rest.firstIndex(where: { info.isLike($0) }) else { continue }
            found[index] = rest[next]
            rest.remove(at: next)
        }
        return found
    }

    private static func add(
        _ info: ArgumentInfo, _ property: CommandProperty?, to description: inout CommandDescription
    ) {
        // An option may be called otherwise than the property: `-p` for `password`.
        let ownName = property?.optionName ?? ""
        let value = property.flatMap(\.value).map { SecretRedaction.redact($0, named: ownName) }
        let parameter = CommandDescription.Parameter(
            name: info.name, short: info.short, type: info.isFlag ? "flag" : property?.type ?? "string",
            description: info.help,
            defaultValue: info.defaultValue(as: property?.type).map { SecretRedaction.redact($0, named: ownName) },
            count: info.isFlag ? 0 : info.isRepeating ? "*" : nil, choices: info.choices,
            repeatsName: info.isRepeating && !info.isFlag && info.takesOneEach)
        if info.isPositional {
            description.positional.append(parameter)
            description.positionalValues.append(value ?? .null)
        } else {
            description.options.append(parameter)
            if let value, let property, info.isFlag, !property.caseNames.isEmpty {
                description.optionValues[info.name] = .bool(value == .string(info.name))
            } else if let value, !value.isNull {
                description.optionValues[info.name] = value
            }
        }
    }
}
