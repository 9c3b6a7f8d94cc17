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
    static func description<Command: ParsableArguments>(of command: Command) -> CommandDescription {
        let arguments = ProcessInfo.processInfo.arguments
        let program = arguments.first.map { URL(filePath: $0).lastPathComponent } ?? ""
        let help = (try? Document(json: Command._dumpHelp()))?["command"]?.documentValue ?? [:]
        let parents = help["superCommands"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let path = (parents + [help["commandName"]?.stringValue ?? ""]).filter { !$0.isEmpty }
        var description = CommandDescription(program: program, script: path.joined(separator: " "))
        var infos: [ArgumentInfo] = []
        for case .document(let argument) in help["arguments"]?.arrayValue ?? [] {
            if let info = ArgumentInfo(argument), !info.isOfTheParser { infos.append(info) }
        }
        for (info, property) in zip(infos, properties(for: infos, in: CommandProperty.all(of: command))) {
            add(info, property, to: &description)
        }
        return description
    }

    /// For each argument the property that it sets: one of its name, or else, as it has a name of its own, the next of its kind that is
    /// left. One without any is the other name of a flag, such as `--no-color`.
    private static func properties(
        for infos: [ArgumentInfo], in properties: [CommandProperty]
    ) -> [CommandProperty?] {
        var found = infos.map { info in properties.first { info.isLike($0) && info.isNamed(as: $0) } }
        let names = Set(found.compactMap { $0?.path })
        var rest = properties.filter { !names.contains($0.path) }[...]
        for (index, info) in infos.enumerated() where found[index] == nil && !rest.isEmpty {
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
        let isSecret = property.map { SecretName.mayBeSecret($0.optionName) } ?? false
        let value = property.flatMap(\.value).map { isSecret && !$0.isNull ? CommandDescription.secret : $0 }
        let parameter = CommandDescription.Parameter(
            name: info.name, short: info.short, type: info.isFlag ? "flag" : property?.type ?? "string",
            description: info.help,
            defaultValue: info.defaultValue(as: property?.type).map { isSecret ? CommandDescription.secret : $0 },
            count: info.isFlag ? 0 : info.isRepeating ? "*" : nil, choices: info.choices)
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
