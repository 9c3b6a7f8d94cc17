import RegistryCore

extension ArtifactPage {
    /// The most facts of one document.
    private static let mostFacts = 500
    /// The most matrices that are drawn.
    private static let mostMatrices = 24
    /// How deep documents are looked into; what lies deeper is one value.
    private static let deepest = 6
    /// A text with more characters, or of several lines, has a place of its own.
    private static let longestFact = 160
    /// The most characters of a text or list that are shown.
    private static let longestBlock = 20_000

    /// - Parameters:
    ///   - runName: what its run is called; `nil` when it has none, or one that is gone.
    ///   - files: the records of the files that it names.
    ///   - places: where the files' bytes may be.
    init(
        record: Document, id: RecordID, runName: String?, files records: [Document], places: FilePlaces, theme: Theme,
        frame: Frame
    ) {
        self.frame = frame
        let own = ["ModelName", "label", "ExperimentName"].lazy.compactMap { record[$0]?.stringValue }
            .first { !$0.isEmpty }
        heading = VisibleText.short(own ?? "Artifact")
        headingInFull = VisibleText.full(own ?? "Artifact")
        artifactID = VisibleText.short(id.description)
        artifactAddress = id.artifactAddress
        let run = record["_run"]?.stringValue
        self.runName = run.map { run in
            runName.map { $0.isEmpty ? String(run.prefix(8)) : VisibleText.short($0) } ?? "\(run.prefix(8)), deleted"
        }
        runAddress = runName == nil ? nil : run.flatMap { RunID($0) }.map { "/runs/\($0)" }
        logged = id.time.map(CellText.moment)
        loggedInFull = id.time?.description ?? ""
        var facts: [RunPage.Fact] = []
        var nests: [Nest] = []
        var blocks: [Block] = []
        var matrices: [ComparePage.MatrixFigure] = []
        var drawn = 0
        for (name, value) in record where !FieldName.reserved.contains(name) && !Self.elsewhere.contains(name) {
            switch value {
            case .document(let document):
                nests.append(Self.nest(name, document))
            case .array(let list):
                if let document = Self.named(list) {
                    nests.append(Self.nest(name, document))
                } else if RecordMatrix(name, in: record) != nil {
                    drawn += 1
                    if drawn <= Self.mostMatrices, let figure = ComparePage.MatrixFigure(name, of: id, theme: theme) {
                        matrices.append(figure)
                    }
                } else if list.isEmpty || value.json().utf8.count <= Self.longestFact {
                    facts.append(RunPage.Fact(factName: VisibleText.short(name), list: value))
                } else {
                    blocks.append(Self.block(name, value.json(), isCode: true))
                }
            case .string(let text) where text.utf8.count > Self.longestFact || text.contains(where: \.isNewline):
                blocks.append(Self.block(name, text, isCode: false))
            default: facts.append(RunPage.Fact(name, value))
            }
        }
        self.facts = facts
        self.nests = nests
        self.blocks = blocks
        self.matrices = matrices
        (hasFacts, hasMatrices) = (!facts.isEmpty, !matrices.isEmpty)
        pictures = records.compactMap { file in
            guard let type = file["contentType"]?.stringValue, RunFiles.pictureTypes.contains(type),
                let address = RunFiles.address(of: file)
            else { return nil }
            return Picture(
                pictureName: VisibleText.short(file["label"]?.stringValue ?? file["file"]?.stringValue ?? ""),
                pictureAddress: address)
        }
        hasPictures = !pictures.isEmpty
        let known = Set(records.compactMap { $0["file"]?.stringValue })
        files =
            records.map { RunFiles.File($0, at: places.way(to: $0)) }
            + Self.fileNames(of: record).filter { !known.contains($0) }.map { RunFiles.File(unknown: $0) }
        hasFiles = !files.isEmpty
        notes =
            drawn > Self.mostMatrices ? ["\(drawn - Self.mostMatrices) more matrices are in the JSON."] : []
    }

    /// Fields that have a place of their own.
    private static let elsewhere: Set<String> = ["FileList", "ImageInfo"]

    /// The files that a record names: those of `FileList`, and the pictures of `ImageInfo`.
    static func fileNames(of record: Document) -> [String] {
        var names: [String] = []
        let images = record["ImageInfo"].map { $0.arrayValue ?? [$0] } ?? []
        let all =
            (record["FileList"]?.arrayValue ?? []).compactMap(\.stringValue)
            + images.compactMap { $0.documentValue?["ImagePath"]?.stringValue }
        var seen: Set<String> = []
        for name in all where seen.insert(name).inserted { names.append(name) }
        return names
    }

    /// Metadata as the registry stores it: a list of names with their values. `nil` for any other list.
    private static func named(_ list: [Value]) -> Document? {
        guard !list.isEmpty else { return nil }
        var document: Document = [:]
        for entry in list {
            guard let pair = entry.documentValue, pair.count == 2, let name = pair["key"]?.stringValue,
                let value = pair["value"]
            else { return nil }
            document[FieldName.escaped(name)] = value
        }
        return document
    }

    private static func nest(_ name: String, _ document: Document) -> Nest {
        var facts: [RunPage.Fact] = []
        var isCut = false
        func add(_ document: Document, behind prefix: String, depth: Int) {
            for (key, value) in document {
                let path = prefix + FieldName.unescaped(key)
                if let inner = value.documentValue, !inner.isEmpty, depth < deepest {
                    add(inner, behind: path + ".", depth: depth + 1)
                } else if facts.count < mostFacts {
                    if value.arrayValue != nil {
                        facts.append(RunPage.Fact(factName: VisibleText.short(path), list: value))
                    } else {
                        facts.append(RunPage.Fact(path, value))
                    }
                } else {
                    isCut = true
                }
            }
        }
        add(document, behind: "", depth: 1)
        return Nest(
            nestName: VisibleText.short(name), nestNameInFull: VisibleText.full(name), facts: facts,
            nestNote: isCut ? "The first \(mostFacts) fields; the JSON has all." : facts.isEmpty ? "No fields." : nil)
    }

    private static func block(_ name: String, _ text: String, isCode: Bool) -> Block {
        let isCut = text.unicodeScalars.count > longestBlock
        let part = isCut ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestBlock))) + "…" : text
        return Block(
            blockName: VisibleText.short(name), blockNameInFull: VisibleText.full(name),
            blockText: VisibleText.lines(part), isCode: isCode)
    }
}

extension RunPage.Fact {
    /// A list, its values in the page as far as there is room.
    fileprivate init(factName: String, list: Value) {
        self.init(
            factName: factName, factText: VisibleText.short(list.json()), factInFull: CellText.full(list),
            sameAddress: nil)
    }
}

extension RunFiles.File {
    /// A file that a record names and the registry has no record of.
    fileprivate init(unknown name: String) {
        self.init(
            fileName: VisibleText.short(name), fileNameInFull: VisibleText.full(name), fileKind: CellText.short(nil),
            fileLabel: CellText.short(nil), fileStep: CellText.short(nil), fileSize: CellText.short(nil),
            fileAddress: nil, fileNote: nil, fileNoteInFull: "")
    }
}

extension ComparePage.MatrixFigure {
    /// A matrix in a field of an artifact.
    fileprivate init?(_ field: String, of id: RecordID, theme: Theme) {
        self.init(title: field, at: "\(id.artifactPageAddress)/matrix", fields: [("field", field)], theme: theme)
    }
}
