public import RegistryCore

/// How a program was called: what it can be given, and what it was given.
public struct CommandDescription: Hashable, Sendable {
    /// Something that the program can be given.
    public struct Parameter: Hashable, Sendable {
        /// Its name, of an option without the dashes.
        public var name: String
        /// Its name of one letter, without the dash.
        public var short: String?
        /// `int`, `float`, `string`, or `flag` for what has no value.
        public var type: String
        /// What it does.
        public var description: String?
        /// What it is when it is not given.
        public var defaultValue: Value?
        /// How many values it takes: a number, or `*` or `+` for any; `nil` for one.
        public var count: Value?
        /// The only values it may have; empty for any.
        public var choices: [String]
        /// Whether its name stands before each of several values (`--tag a --tag b`) rather than once before all (`--tag a b`).
        public var repeatsName: Bool

        /// Something that the program can be given. Default: it is all that is known.
        public init(
            name: String, short: String? = nil, type: String, description: String? = nil, defaultValue: Value? = nil,
            count: Value? = nil, choices: [String] = [], repeatsName: Bool = false
        ) {
            self.name = name
            self.short = short
            self.type = type
            self.description = description
            self.defaultValue = defaultValue
            self.count = count
            self.choices = choices
            self.repeatsName = repeatsName
        }

        fileprivate var document: Document {
            var document: Document = ["name": .string(name), "type": .string(type)]
            document["short"] = short.map { .string($0) }
            // What a program has by itself may be a secret as well: a default is often that of the environment, and help says it again.
            document["description"] = description.map { .string(SecretRedaction.redact($0)) }
            document["default"] = defaultValue.map { SecretRedaction.redact($0, named: name) }
            document["count"] = count
            if !choices.isEmpty { document["choices"] = .array(choices.map { .string(SecretRedaction.redact($0)) }) }
            // lavd's own files have no such field, and its server passes over it.
            if repeatsName { document["repeats"] = true }
            return document
        }
    }

    /// What runs the script, or the program itself.
    public var program: String
    /// The script, or the subcommands with spaces between them; empty when there are none.
    public var script: String
    /// What is given by its place, in order.
    public var positional: [Parameter]
    /// What is given by its name.
    public var options: [Parameter]
    /// The values that were given by place, in order.
    public var positionalValues: [Value]
    /// The options' values, by their names.
    public var optionValues: [String: Value]

    /// A description. Default: nothing was given.
    public init(
        program: String, script: String = "", positional: [Parameter] = [], options: [Parameter] = [],
        positionalValues: [Value] = [], optionValues: [String: Value] = [:]
    ) {
        self.program = program
        self.script = script
        self.positional = positional
        self.options = options
        self.positionalValues = positionalValues
        self.optionValues = optionValues
    }

    /// What stands for a secret.
    package static let secret = SecretRedaction.markValue

    /// The description as lavd's `command.json` has it. Values and defaults of what is called like a secret (`--password`) are left out, and
    /// what is known as a secret is taken out of all others, of help and of choices.
    package var document: Document {
        let given = optionValues.sorted { $0.key < $1.key }.map { name, value in
            (name, SecretRedaction.redact(value, named: name))
        }
        var positionals: [Value] = []
        for (index, value) in positionalValues.enumerated() {
            let name = index < positional.count ? positional[index].name : ""
            positionals.append(SecretRedaction.redact(value, named: name))
        }
        return [
            "bin": .string(program), "script": .string(SecretRedaction.redact(script)),
            "parser": [
                "positional": .array(positional.map { .document($0.document) }),
                "options": .document(Document(options.map { ($0.name, .document($0.document)) })),
            ],
            "arguments": ["positional": .array(positionals), "options": .document(Document(given))],
        ]
    }

    /// A command of ``document``'s form as a run's record holds it: names that a store would not take are escaped.
    package static func recordFields(_ document: Document) -> Document {
        var fields = document
        for (outer, inner) in [("parser", "options"), ("arguments", "options")] {
            guard var part = document[outer]?.documentValue, let options = part[inner]?.documentValue else { continue }
            part[inner] = .document(Document(options.map { (FieldName.escaped($0.key), $0.value) }))
            fields[outer] = .document(part)
        }
        return fields
    }
}
