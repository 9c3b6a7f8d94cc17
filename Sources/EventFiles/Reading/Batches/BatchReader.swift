/// Turns the records of one file after the other into batches, through one window that all files share.
struct BatchReader {
    let limits: ReadingLimits
    /// What is left of the memory that tags may take.
    private(set) var tagMemory: Int
    private var window = RecordWindow(chunkLength: 1 << 20)

    init(limits: ReadingLimits) {
        self.limits = limits
        tagMemory = limits.tagMemory
    }

    /// Where the next record starts.
    var offset: Int { window.offset }

    /// Goes on with a file at a place where a record starts.
    mutating func begin(at offset: Int) { window.restart(at: offset) }

    /// How a call of `fill` ended.
    enum Outcome: Equatable {
        /// The batch is full; there may be more.
        case full
        /// No further whole record is there now.
        case end
        /// The records of the file cannot be told apart any more.
        case lost
    }

    /// Reads records into a batch until it is full or there are no more.
    mutating func fill(
        _ builder: inout BatchBuilder, from source: some RecordSource, _ tags: inout TagTable
    ) throws(EventFileError) -> Outcome {
        while !builder.isFull {
            window.consume(upTo: takeScalars(&builder, &tags))
            if builder.isFull { return .full }
            let offset = window.offset
            switch window.scan(maximumLength: limits.recordLength) {
            case .record(let data):
                decode(data, at: offset, &builder, &tags)
                window.consume(upTo: data.upperBound + RecordFraming.footerLength)
            case .incomplete(let needed):
                guard try window.fill(from: source, needed: needed) else { return .end }
            case .damagedData(let data):
                builder.report(
                    .damagedRecord, at: offset, "a record of \(data.count) bytes does not fit its checksum")
                window.consume(upTo: data.upperBound + RecordFraming.footerLength)
            case .tooLong(let length):
                builder.report(.tooLong, at: offset, "a record of \(length) bytes is longer than accepted")
                guard let next = RecordFraming.end(ofRecordAt: offset, dataLength: length) else { return .lost }
                window.restart(at: next)
            case .damagedLength:
                return .lost
            }
        }
        return .full
    }

    /// Reads events of numbers as long as nothing else comes.
    ///
    /// - Returns: The index in the window behind the last one.
    private func takeScalars(_ builder: inout BatchBuilder, _ tags: inout TagTable) -> Int {
        let (start, end) = (window.start, window.end)
        let maximumLength = limits.recordLength
        let tables = CRC32CTables.shared
        return window.bytes.withUnsafeBytes { room in
            let bytes = UnsafeRawBufferPointer(rebasing: room[..<end])
            var index = start
            while !builder.isFull {
                let scan = RecordFraming.scan(
                    bytes, at: index, maximumLength: maximumLength, tables: tables, checksData: true)
                guard case .record(let data) = scan,
                    ScalarRecordDecoder.decode(bytes, in: data, &tags, &builder.scalars)
                else { break }
                index = data.upperBound + RecordFraming.footerLength
            }
            return index
        }
    }

    private mutating func decode(
        _ data: Range<Int>, at offset: Int, _ builder: inout BatchBuilder, _ tags: inout TagTable
    ) {
        var budget = DecodingBudget()
        let event: Event
        do throws(EventFileError) {
            event = try EventDecoder.decode(window.bytes, in: data, recordOffset: offset, budget: &budget)
        } catch {
            builder.report(.malformedRecord, at: offset, error.message)
            return
        }
        guard case .summary(let values) = event.content else { return }
        var length = data.count
        for value in values {
            guard let tag = tags.index(of: value, memory: &tagMemory) else {
                if !tags.hasReportedTooManyTags {
                    tags.hasReportedTooManyTags = true
                    builder.report(.tooManyTags, at: offset, "there are more tags than accepted")
                }
                continue
            }
            if let last = tags.advance(tag, to: event.step) {
                builder.report(
                    .stepsWentBack, at: offset, "the steps of \(value.tag) went back from \(last) to \(event.step)")
            }
            do throws(ProtobufReader.Malformed) {
                let meaning = try LoggedValue(value, metadata: tags.metadata(of: tag), &budget)
                if case .scalar(let number) = meaning {
                    builder.scalars.append(
                        LoggedScalar(tag: tag, step: event.step, wallTime: event.wallTime, value: number))
                } else {
                    builder.add(
                        LoggedEntry(
                            tag: tag, step: event.step, wallTime: event.wallTime, value: meaning, byteOffset: offset),
                        length: length)
                    // All values together are as long as the record.
                    length = 0
                }
            } catch {
                builder.report(
                    .malformedValue, at: offset, "a value of \(value.tag) cannot be read: \(error.reason)")
            }
        }
    }
}
