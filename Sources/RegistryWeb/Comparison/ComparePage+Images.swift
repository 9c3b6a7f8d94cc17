import RegistryCore

extension ComparePage.ImageStrip {
    /// The images of runs by their labels, of each run in the order of the steps.
    static func all(_ files: [FileRecord], runs: [ComparedRun]) -> [Self] {
        let labels = Dictionary(grouping: files) { ExactName($0.label ?? $0.fileType) }
        return labels.sorted { $0.key.text < $1.key.text }.compactMap { label, files in
            let sides = runs.compactMap { ComparePage.ImageSide($0, files: files) }
            guard !sides.isEmpty else { return nil }
            let steps = Set(files.map { $0.step?.rawValue ?? 0 }).sorted()
            return Self(
                imageLabel: label.text.isEmpty ? "(no label)" : VisibleText.short(label.text),
                imageLabelInFull: VisibleText.full(label.text),
                steps: steps.map(String.init).joined(separator: " "), sides: sides)
        }
    }
}

extension ComparePage.ImageSide {
    /// One run's of some images; `nil` when none is its.
    fileprivate init?(_ compared: ComparedRun, files: [FileRecord]) {
        let own = files.filter { $0.run == compared.run.id }
        guard let last = own.last else { return nil }
        colourNumber = compared.colour % 10
        runLabel = compared.label
        images = own.map { ComparePage.StepImage($0) }
        let first = ComparePage.StepImage(last)
        firstAddress = first.imageAddress
        firstStep = first.imageStep
    }
}

extension ComparePage.StepImage {
    fileprivate init(_ file: FileRecord) {
        imageStep = String(file.step?.rawValue ?? 0)
        imageAddress = "/api/v1/files/\(PathSegment.encoded(file.id.description))/content"
    }
}
