#if MongoDB
    import BSONCoding
    import MongoStorage
    import RegistryCore

    /// The documents of one run's metrics, some MB at a time: one has up to 16.
    struct SacredMetricDocuments {
        private let database: ForeignMongoDatabase
        private let collection: String
        private var ids: [Value]
        private var documents: [EncodedDocument] = []
        private var names: Set<ExactName> = []

        private static let mostAtOnce = 64
        private static let mostBytes = 4 << 20

        /// - Parameter ids: which, in order.
        init(_ ids: [Value], in collection: String, of database: ForeignMongoDatabase) {
            self.ids = ids.reversed()
            self.collection = collection
            self.database = database
        }

        /// The next metric; `nil` when there are no more. What is none is reported.
        ///
        /// - Throws: ``RegistryError`` when the database cannot be read.
        mutating func next(_ batch: inout SourceBatch, place: String) throws -> SacredMetric? {
            while true {
                if let document = documents.popLast() {
                    if let metric = metric(document, &batch, place: place) { return metric }
                } else if ids.isEmpty {
                    return nil
                } else {
                    try fill()
                }
            }
        }

        private mutating func metric(
            _ document: EncodedDocument, _ batch: inout SourceBatch, place: String
        ) -> SacredMetric? {
            do {
                guard case .string(let name)? = try document.reader.value(named: "name") else {
                    batch.report("\(place): a metric has no name")
                    return nil
                }
                guard names.insert(ExactName(name)).inserted else {
                    batch.omit(.furtherDocuments)
                    batch.report("\(place): there is more than one document of the metric \(PlainText.of(name))")
                    return nil
                }
                return try SacredMetric(name: name, document: document.reader)
            } catch {
                batch.report("\(place): a metric is damaged: \(error.message)")
                return nil
            }
        }

        /// Asks for the next documents, and again for those for which there was no room.
        private mutating func fill() throws {
            let asked = Array(ids.suffix(Self.mostAtOnce).reversed())
            var find = ForeignFind(in: collection)
            find.filter = ["_id": ["$in": .array(asked)]]
            find.isInOrder = true
            let (found, isCut) = try database.find(find, mostBytes: Self.mostBytes)
            documents = found.reversed()
            let given = Set(found.compactMap { try? $0["_id"] })
            // Of those that are not there although there was room for them nothing will come.
            let rest = isCut && !given.isEmpty ? asked.filter { !given.contains($0) } : []
            ids.removeLast(asked.count)
            ids += rest.reversed()
        }
    }
#endif
