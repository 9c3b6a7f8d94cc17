import RegistryCore

extension ComparePage.Code {
    /// The patches of runs, each once; nothing when all runs have the same one, or none has any.
    static func all(_ patches: [RunID: Document], runs: [ComparedRun]) -> [Self] {
        let texts = runs.map { patches[$0.run.id]?["text"]?.stringValue }
        guard texts.contains(where: { $0 != nil }), runs.count == 1 || texts.contains(where: { $0 != texts.first })
        else {
            return []
        }
        return zip(runs, texts).map { compared, text in
            let earlier = zip(runs, texts).first { $0.1 == text }?.0
            let isShown = earlier?.run.id == compared.run.id
            let address = patches[compared.run.id].flatMap { RunFiles.address(of: $0) }
            let changes = isShown ? text.flatMap { text in address.map { CodeChanges(text, address: $0) } } : nil
            let note =
                text == nil
                ? "nothing, or not known" : isShown ? changes?.summary ?? "" : "the same as \(earlier?.label ?? "")"
            return Self(
                colourNumber: compared.colour % 10, isDashed: compared.colour >= 10, runLabel: compared.label,
                codeNote: note, changes: changes)
        }
    }
}
