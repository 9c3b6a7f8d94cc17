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
        private(set) var facts = SourceFacts()
        private let database: ForeignMongoDatabase
        private var record: SacredRecord?
        private var artifacts: ArraySlice<Value>
        private var metrics: SacredMetricDocuments
        private var metric: SacredMetric?
        private var output: SacredOutput

        /// So many files are looked for at a time.
        private static let artifactsAtOnce = 500
        private static let mostFileBytes = 8 << 20
        private static let longestName = 200

        init(
            _ record: SacredRecord, _ id: SacredIdentifier, key: String, place: String, database: ForeignMongoDatabase,
            metrics: SacredMetricDocuments, now: WallTime
        ) {
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
            let stored: [Value: StoredFile]
            do {
                stored = try files(of: ids)
            } catch let error as RegistryError where error.code == .accessDenied {
                // All else can be read.
                batch.report("\(database.place)/\(SacredCollections.files): \(error.message)")
                stored = [:]
            }
            for artifact in taken {
                guard let fields = artifact.documentValue, let id = fields["file_id"],
                    let name = fields["name"]?.stringValue
                else {
                    batch.report("\(place): an artifact has no name or no file")
                    batch.passOverFile()
                    continue
                }
                guard let file = stored[id] else {
                    batch.omit(.lostArtifacts)
                    batch.report("\(place): the file of the artifact \(PlainText.of(name)) is not in GridFS")
                    batch.passOverFile()
                    continue
                }
                batch.addFile(
                    SourceFile(
                        name: name, type: "artifact",
                        location: "\(database.place)/\(SacredCollections.files)/\(SacredIdentifier(id).text)",
                        size: file.size, contentType: file.contentType))
            }
        }

        /// What GridFS says of a file.
        private struct StoredFile {
            let size: Int64
            let contentType: String?
        }

        /// The files that are there.
        private func files(of ids: [Value]) throws -> [Value: StoredFile] {
            guard !ids.isEmpty else { return [:] }
            var find = ForeignFind(in: SacredCollections.files)
            find.filter = ["_id": ["$in": .array(ids)]]
            find.fields = ["length": 1, "contentType": 1]
            var files: [Value: StoredFile] = [:]
            for document in try database.find(find, mostBytes: Self.mostFileBytes).documents {
                guard let id = try? document["_id"], let size = SourceNumber.whole(try? document["length"]), size >= 0
                else { continue }
                files[id] = StoredFile(size: size, contentType: (try? document["contentType"])?.stringValue)
            }
            return files
        }
    }
#endif
