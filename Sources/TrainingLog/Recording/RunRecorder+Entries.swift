import RegistryCore

/// Entries of every form but the numbers, which their own calls write into the journal's buffer.
extension RunRecorder {
    /// Adds one entry whose body is a document. It is encoded before the journal's lock is taken.
    ///
    /// - Returns: The entry's number in the journal; `nil` when it is not kept.
    @discardableResult
    func appendDocument(_ document: Document, as kind: EntryKind, number: Int64?) -> Int64? {
        let time = surroundings.now()
        do {
            return appendBody(try document.bson(), as: kind, number: number, time: time)
        } catch {
            refuse(error)
            return nil
        }
    }

    /// Adds one entry.
    ///
    /// - Returns: The entry's number in the journal; `nil` when it is not kept.
    @discardableResult
    func appendBody(_ body: [UInt8], as kind: EntryKind, number: Int64? = nil, time: WallTime) -> Int64? {
        guard Self.isShortEnough(body) else {
            refuse(Self.tooLarge(body))
            return nil
        }
        var sequence: Int64?
        let isKept = append { buffer in
            sequence = buffer.nextSequence
            buffer.add(kind, time: time, number: number, body: body)
        }
        return isKept ? sequence : nil
    }

    /// Whether an entry's body is short enough for the journal.
    static func isShortEnough(_ body: [UInt8]) -> Bool { body.count <= JournalFrame.longestPayload - 64 }

    /// The error of a body that is not.
    static func tooLarge(_ body: [UInt8]) -> RegistryError {
        RegistryError(.invalidArgument, "An entry of \(body.count) bytes is too large to be logged.")
    }

    /// Adds what the run is made with.
    func appendSurvey(_ environment: Document) {
        let time = surroundings.now()
        do {
            let body = try environment.bson()
            guard Self.isShortEnough(body) else { return refuse(Self.tooLarge(body)) }
            append(isAsked: false) { $0.add(.environment, time: time, body: body) }
        } catch {
            refuse(error)
        }
    }

    /// Adds what is used now. It stands at the seconds since the run's start.
    func appendMeasurements(_ values: [String: Double]) {
        guard !values.isEmpty else { return }
        let time = surroundings.now()
        let step = Step(Int64(max(0, time.secondsSince1970 - survey.startTime.secondsSince1970)))
        append(isAsked: false) { $0.addScalars(values, step: step, time: time) }
    }
}
