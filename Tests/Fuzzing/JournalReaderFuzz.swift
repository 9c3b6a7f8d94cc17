// What libFuzzer feeds to the journal's reader. scripts/fuzz.sh compiles it with the journal's part of TrainingLog into one
// program; no target of Package.swift holds it.

import EventFiles
import Foundation
import RegistryCore

/// A journal of one segment, in a folder of this process's own.
private struct FuzzedJournal {
    static let shared = FuzzedJournal()

    let folder: JournalFolder

    init() {
        let root =
            FileManager.default.temporaryDirectory.path + "/journal-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        var generator = SystemRandomNumberGenerator()
        folder = JournalFolder(
            root: root, run: RunID(time: WallTime(millisecondsSince1970: 0), using: &generator), writer: 0)
        try? FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    }

    /// The header of the segment, as a writer makes it.
    var header: [UInt8] {
        SegmentHeader(
            run: folder.run, writer: 0, segment: 0, firstSequence: 0,
            time: WallTime(millisecondsSince1970: 1_700_000_000_000)
        ).bytes
    }

    /// Reads a segment of these bytes as a lane does, from a place on.
    func read(_ bytes: [UInt8], from position: JournalPosition? = nil) {
        guard let file = try? PosixFile(folder.segmentPath(0), .create), (try? file.truncate(to: 0)) != nil,
            file.write(bytes[...], at: 0).failure == nil
        else { preconditionFailure("the segment cannot be written") }
        var reader = JournalReader(folder, from: position)
        var last: Int64 = -1
        var lost = 0
        while let portion = try? reader.next(4_096) {
            for entry in portion.entries {
                precondition(entry.sequence > last, "entries come in the order of their numbers")
                last = entry.sequence
            }
            for damage in portion.damages {
                precondition(damage.lost.lowerBound >= 0, "numbers of records are not negative")
                lost += damage.lost.count
                precondition(!damage.sentence.isEmpty, "damage can be told")
            }
            if portion.entries.isEmpty, portion.damages.isEmpty { break }
        }
    }
}

/// Bytes that are headers mean the same when they are written again.
private func readHeader(_ data: [UInt8]) {
    var data = data
    if data.count >= SegmentHeader.length {
        // The fuzzer would hardly ever find the checksum.
        data.replaceFixed(MaskedCRC32C.checksum(of: data, in: 0..<56), at: 56)
    }
    guard let header = try? SegmentHeader(reading: data) else { return }
    precondition(header.bytes == Array(data[..<SegmentHeader.length]), "what was read is written as something else")
}

/// Payloads in intact frames: each has its length in front of it, and how much its number is behind the one before.
private func frames(_ data: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = data[...]
    var sequence: Int64 = 0
    while let length = rest.popFirst(), let distance = rest.popFirst() {
        let payload = rest.prefix(Int(length))
        rest = rest.dropFirst(payload.count)
        // Far jumps as well: all bits but the sign may be set.
        sequence = distance < 128 ? sequence &+ Int64(distance & 3) : Int64.max - Int64(distance & 3)
        let start = JournalFrame.open(&bytes)
        bytes += payload
        JournalFrame.close(&bytes, beginning: start, sequence: sequence)
        // Some are damaged, which costs them and nothing else.
        if distance & 4 != 0, !payload.isEmpty { bytes[bytes.count - 1] ^= 1 }
        sequence &+= 1
    }
    return bytes
}

/// Payloads without frames, one behind the other, as one segment has them.
private func decode(_ data: [UInt8]) {
    var decoder = EntryDecoder(origin: WallTime(millisecondsSince1970: .max))
    var rest = data.indices
    while let length = rest.popFirst() {
        let payload = rest.prefix(Int(data[length]))
        _ = decoder.decode(data, in: payload)
        rest = rest.dropFirst(payload.count)
    }
}

/// The first byte says what the others are: the records of a segment, a whole segment, payloads in intact frames, payloads
/// alone, a header, or a checkpoint.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let data = Array(input.dropFirst())
    let journal = FuzzedJournal.shared
    switch kind % 6 {
    case 0: journal.read(journal.header + data)
    case 1: journal.read(data)
    case 2: journal.read(journal.header + frames(data))
    case 3: decode(data)
    case 4: readHeader(data)
    default:
        guard let checkpoint = try? Checkpoint(json: data, path: "fuzz") else { return 0 }
        precondition(checkpoint.rejected >= 0 && checkpoint.lost >= 0, "nothing is counted downwards")
        journal.read(journal.header, from: checkpoint.position)
    }
    return 0
}
