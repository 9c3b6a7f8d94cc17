#if MongoDB
    import MongoStorage
    import RegistryCore
    import TrackerFiles

    /// One run that Sacred's MongoObserver left in a database.
    final class SacredDatabaseRun: SourceRun {
        let place: String
        let key: String
        let part: String? = nil
        /// A run that waits has no time yet, by which it is known.
        let isIdentified: Bool
        /// A run has no end here of whose metrics not all could be found.
        let isWhole: Bool
        private(set) var facts = SourceFacts()
        private let database: ForeignMongoDatabase
        private var record: SacredRecord?
        private var artifacts: ArraySlice<Value>
        private var metrics: SacredMetricDocuments
        private var metric: SacredMetric?
        private var output: SacredOutput
        private let denial: SacredDenial
        private let mostFileBytes: Int

        /// So many files are looked for at a time.
        private static let artifactsAtOnce = 500
        private static let longestName = 200

        init(
            _ record: SacredRecord, _ id: SacredIdentifier, key: String, place: String, database: ForeignMongoDatabase,
            metrics: SacredMetricDocuments, isWhole: Bool, denial: SacredDenial, mostFileBytes: Int, now: WallTime
        ) {
            self.isWhole = isWhole
            self.denial = denial
            self.mostFileBytes = mostFileBytes
            self.record = record
            self.place = place
            self.key = key
            self.database = database
            self.metrics = metrics
            isIdentified = !record.isQueued
            artifacts = (record.document["artifacts"]?.arrayValue ?? [])[...]
            let printed = record.document["captured_out"]?.stringValue ?? ""
            output = SacredOutput(
                printed.isEmpty ? nil : LineReader(TextSource(printed)), of: record, place: "\(place), captured_out",
                now: now)
            facts.setSacred(record, name: String(id.text.prefix(Self.longestName)))
        }

        func read(into batch: inout SourceBatch) throws -> Bool {
            guard isIdentified else {
                batch.omit(.queuedRuns)
                return false
            }
            if let record { readFacts(record, &batch) }
            while !batch.isFull {
                if !artifacts.isEmpty {
                    try takeArtifacts(&batch)
                } else if metric != nil {
                    if metric?.read(into: &batch, place: place) != true { metric = nil }
                } else if let next = try metrics.next(&batch, place: place) {
                    metric = next
                } else if try !output.takeLine(into: &batch) {
                    return false
                }
            }
            return true
        }

        private func readFacts(_ record: SacredRecord, _ batch: inout SourceBatch) {
            record.tell(&batch, place: place)
            facts.setSacred(
                configuration: record.document["config"]?.documentValue ?? [:],
                info: record.document["info"]?.documentValue ?? [:], &batch)
            // It holds what was printed, which is read from a copy.
            self.record = nil
        }

        private func takeArtifacts(_ batch: inout SourceBatch) throws {
            let taken = artifacts.prefix(Self.artifactsAtOnce)
            artifacts = artifacts.dropFirst(Self.artifactsAtOnce)
            let ids = taken.compactMap { $0.documentValue?["file_id"] }.filter { SacredIdentifier($0).isPlain }
            let stored = try files(of: ids, &batch)
            for artifact in taken {
                guard let fields = artifact.documentValue, let id = fields["file_id"],
                    let name = fields["name"]?.stringValue
                else {
                    batch.report("\(place): an artifact has no name or no file")
                    batch.passOverFile()
                    continue
                }
                guard let stored else {
                    batch.omit(.unreadArtifacts)
                    batch.passOverFile()
                    continue
                }
                guard let file = stored[SacredIdentifier(id)] else {
                    batch.omit(.lostArtifacts)
                    batch.report("\(place): the file of the artifact \(PlainText.of(name)) is not in GridFS")
                    batch.passOverFile()
                    continue
                }
                guard let size = file.size else {
                    batch.omit(.unreadArtifacts)
                    batch.report(
                        "\(place): the file of the artifact \(PlainText.of(name)) is in GridFS with a length that is no number of bytes"
                    )
                    batch.passOverFile()
                    continue
                }
                batch.addFile(
                    SourceFile(
                        name: name, type: "artifact",
                        location: "\(database.place)/\(SacredCollections.files)/\(SacredIdentifier(id).text)",
                        size: size, contentType: file.contentType))
            }
        }

        /// What GridFS says of a file.
        private struct StoredFile {
            /// `nil` where it says none that can be.
            let size: Int64?
            let contentType: String?
        }

        /// The files that are there; `nil` when this user may not look at them.
        private func files(of ids: [Value], _ batch: inout SourceBatch) throws -> [SacredIdentifier: StoredFile]? {
            guard !denial.isMet else { return nil }
            var files: [SacredIdentifier: StoredFile] = [:]
            var rest = Set(ids.map { SacredIdentifier($0) })
            while !rest.isEmpty {
                var find = ForeignFind(in: SacredCollections.files)
                find.filter = ["_id": ["$in": .array(rest.map(\.value))]]
                find.fields = ["length": 1, "contentType": 1]
                let found: (documents: [EncodedDocument], isCut: Bool)
                do {
                    found = try database.find(find, mostBytes: mostFileBytes)
                } catch let error as RegistryError where error.code == .accessDenied {
                    // All else can be read.
                    if denial.meet() { batch.report("\(database.place)/\(SacredCollections.files): \(error.message)") }
                    return nil
                }
                let before = rest.count
                for document in found.documents {
                    guard let value = try? document["_id"] else { continue }
                    // A number of another kind is the same identifier.
                    let id = SacredIdentifier(value)
                    rest.remove(id)
                    let size = SourceNumber.whole(try? document["length"]).flatMap { $0 >= 0 ? $0 : nil }
                    files[id] = StoredFile(size: size, contentType: (try? document["contentType"])?.stringValue)
                }
                // Those for which there was no room are asked for again; of others nothing will come.
                guard found.isCut, rest.count < before else { break }
            }
            return files
        }
    }
#endif
