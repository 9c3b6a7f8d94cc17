/// The tags of one run, found by their bytes without making a string of them each time.
struct TagTable {
    private struct Entry {
        let start: Int
        let length: Int
        /// The tag that came after this one the last time. Training loops log the same tags in the same order, so it is
        /// nearly always the one that comes.
        var successor = 0
        let takesNumbers: Bool
        let takesTensors: Bool
        var lastStep = Int64.min
    }

    private(set) var tags: [LoggedTag] = []
    /// Metadata that later values of a tag are read by. Tags that have none are not in it.
    private var metadata: [Int: SummaryMetadata] = [:]
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// Indices of entries by hash, -1 where there is none; a power of two, at most half full.
    private var slots = [Int](repeating: -1, count: 64)
    private var latest = 0
    var hasReportedTooManyTags = false

    /// The index of a tag that is known.
    @inline(__always)
    mutating func find(_ name: UnsafeRawBufferPointer) -> Int? {
        guard latest < entries.count else { return nil }
        let guess = entries[latest].successor
        if matches(guess, name) {
            latest = guess
            return guess
        }
        return search(name)
    }

    /// Whether values of a tag are numbers in a field of their own, or numbers in tensors.
    @inline(__always)
    func takes(_ index: Int) -> (numbers: Bool, tensors: Bool) {
        (entries[index].takesNumbers, entries[index].takesTensors)
    }

    /// Notes that a tag has a value at a step.
    ///
    /// - Returns: The step before, when it was greater.
    mutating func advance(_ index: Int, to step: Int64) -> Int64? {
        let last = entries[index].lastStep
        entries[index].lastStep = step
        return step < last ? last : nil
    }

    /// Notes that a tag has a value at a step, unless its steps went back.
    @inline(__always)
    mutating func advanceForward(_ index: Int, to step: Int64) -> Bool {
        guard step >= entries[index].lastStep else { return false }
        entries[index].lastStep = step
        return true
    }

    /// The index of the tag of a value, which is added when it is new; `nil` when there is no memory left for it.
    mutating func index(of value: SummaryValue, memory: inout Int) -> Int? {
        var name = value.tag
        return name.withUTF8 { utf8 in
            let name = UnsafeRawBufferPointer(utf8)
            if let known = find(name) { return known }
            let text = value.metadata.map {
                $0.pluginName.utf8.count + $0.displayName.utf8.count + $0.summaryDescription.utf8.count
                    + $0.pluginContent.count
            }
            let cost = 200 + 2 * name.count + (text ?? 0)
            guard cost <= memory else { return nil }
            memory -= cost
            return add(name, value)
        }
    }

    func metadata(of index: Int) -> SummaryMetadata? { metadata[index] }

    /// Forgets how far the tags have come: what follows begins anew.
    mutating func forgetSteps() {
        for index in entries.indices { entries[index].lastStep = .min }
    }

    private mutating func add(_ name: UnsafeRawBufferPointer, _ value: SummaryValue) -> Int {
        let plugin = value.metadata?.pluginName ?? ""
        let index = entries.count
        entries.append(
            Entry(
                start: bytes.count, length: name.count, takesNumbers: plugin != PluginName.hparams,
                takesTensors: plugin.isEmpty || plugin == PluginName.scalars))
        bytes.append(contentsOf: name)
        tags.append(
            LoggedTag(
                name: value.tag, plugin: plugin, displayName: value.metadata?.displayName ?? "",
                description: value.metadata?.summaryDescription ?? ""))
        if let own = value.metadata, own.pluginName != PluginName.hparams { metadata[index] = own }
        if entries.count * 2 > slots.count { grow() }
        slots[slot(of: name)] = index
        entries[latest].successor = index
        latest = index
        return index
    }

    private mutating func search(_ name: UnsafeRawBufferPointer) -> Int? {
        let found = slots[slot(of: name)]
        guard found >= 0 else { return nil }
        entries[latest].successor = found
        latest = found
        return found
    }

    /// Where a tag is in the slots, or would be. The hash is seeded anew in each process, so that nobody can choose tags
    /// that all fall on one slot.
    private func slot(of name: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: name)
        var slot = hasher.finalize() & (slots.count - 1)
        while slots[slot] >= 0, !matches(slots[slot], name) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        slots = [Int](repeating: -1, count: slots.count * 2)
        bytes.withUnsafeBytes { bytes in
            for index in entries.indices.dropLast() {
                let (start, length) = (entries[index].start, entries[index].length)
                slots[slot(of: UnsafeRawBufferPointer(rebasing: bytes[start..<(start + length)]))] = index
            }
        }
    }

    @inline(__always)
    private func matches(_ index: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        let (start, length) = (entries[index].start, entries[index].length)
        guard length == name.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            // `start` and `length` were put there by `add`, with the bytes; every offset below is inside both.
            var offset = 0
            while length &- offset >= 8 {
                guard
                    bytes.loadUnaligned(fromByteOffset: start &+ offset, as: UInt64.self)
                        == name.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                else { return false }
                offset &+= 8
            }
            while offset < length {
                guard bytes[start &+ offset] == name[offset] else { return false }
                offset &+= 1
            }
            return true
        }
    }
}
