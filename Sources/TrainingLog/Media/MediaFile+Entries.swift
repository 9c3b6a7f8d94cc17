import EventFiles
import MediaFiles
import RegistryCore

extension MediaFile {
    /// The files that an entry brings; none for most.
    ///
    /// - Throws: What the encoders throw for what cannot be a file.
    static func files(of entry: LogEntry, encoded: EncodedMedia) throws -> [MediaFile] {
        switch entry.content {
        case .image(let image, let step):
            let png = try encoded.file(of: entry.sequence, image.png)
            return [MediaFile(image.tag, step: step, .image, contentType: "image/png", ending: "png", png)]
        case .video(let video, let step):
            let gif = try encoded.file(of: entry.sequence, video.gif)
            return [MediaFile(video.tag, step: step, .video, contentType: "image/gif", ending: "gif", gif)]
        case .file(let file): return [MediaFile(file, encoded.file(of: entry.sequence, holding: file.bytes))]
        case .event(let bytes): return try files(inEvent: bytes)
        case .labelledText(let text): return [MediaFile(text)]
        case .labelledPicture(let picture):
            return [MediaFile(picture, try encoded.file(of: entry.sequence, picture.image.png))]
        case .labelledFile(let file):
            return [MediaFile(file, encoded.file(of: entry.sequence, holding: file.bytes))]
        case .start, .record, .scalar, .scalars, .environment, .line, .parameters, .command, .message, .end: return []
        }
    }

    /// Whether an event brings files at all, and whether bytes of them lie on the disk. An event that cannot be read brings none.
    static func kinds(inEvent bytes: [UInt8]) -> (hasAny: Bool, hasBytes: Bool) {
        guard let event = try? EventDecoder.decode(bytes), case .summary(let values) = event.content else {
            return (false, false)
        }
        var (hasAny, hasBytes) = (false, false)
        for value in values {
            // The hyperparameters of a run are an event, and are no file.
            switch try? LoggedValue(value) {
            case .images?, .audio?, .meshPart?: (hasAny, hasBytes) = (true, true)
            case .text(let text)?:
                hasAny = true
                hasBytes = hasBytes || text.strings.reduce(0) { $0 + $1.utf8.count + 2 } > longestInlineText
            case .histogram(let histogram)?:
                hasAny = true
                // Of so many the text may be too long for a record.
                hasBytes = hasBytes || histogram.buckets.count > 4_000
            default: break
            }
        }
        return (hasAny, hasBytes)
    }

    private static func files(inEvent bytes: [UInt8]) throws -> [MediaFile] {
        let event = try EventDecoder.decode(bytes)
        guard case .summary(let values) = event.content else { return [] }
        let step = Step(event.step)
        var files: [MediaFile] = []
        var meshes = MeshParts()
        for value in values {
            // What one value of a plugin says wrongly is no reason to lose the others.
            guard let meaning = try? LoggedValue(value) else { continue }
            switch meaning {
            case .images(let stack): files += images(stack, tag: value.tag, step: step)
            case .audio(let clips):
                files += numbered(clips.encoded.filter { $0.starts(with: "RIFF".utf8) }, tag: value.tag).map {
                    tag, wav in
                    MediaFile(
                        tag, step: step, .audio, contentType: "audio/wav", ending: "wav", EncodedMedia.File(wav))
                }
            case .text(let text):
                let content = Array(text.strings.joined(separator: "\n\n").utf8)
                files.append(
                    MediaFile(
                        value.tag, step: step, .text, contentType: "text/markdown", ending: "md",
                        EncodedMedia.File(content)))
            case .histogram(let histogram):
                files.append(
                    MediaFile(
                        value.tag, step: step, .histogram, contentType: "application/json", ending: "json",
                        EncodedMedia.File(Array(json(histogram).utf8))))
            case .meshPart(let part): meshes.add(part)
            default: break
            }
        }
        for (name, mesh) in meshes.meshes {
            let kind: Kind = mesh.faces.isEmpty ? .pointCloud : .mesh
            // What cannot be written is refused when it is logged. Of an event in an earlier journal the other values are no worse for it.
            guard let ply = try? PLYWriter.write(mesh) else { continue }
            files.append(
                MediaFile(
                    name, step: step, kind, contentType: "model/ply", ending: "ply", EncodedMedia.File(ply)))
        }
        return files
    }

    private static func images(_ stack: ImageStack, tag: String, step: Step) -> [MediaFile] {
        numbered(stack.encoded, tag: tag).compactMap { tag, bytes in
            let ending =
                bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
                ? "png"
                : bytes.starts(with: "GIF8".utf8) ? "gif" : bytes.starts(with: [0xFF, 0xD8, 0xFF]) ? "jpeg" : nil
            return ending.map { ending in
                MediaFile(
                    tag, step: step, .image, contentType: "image/\(ending)", ending: ending, EncodedMedia.File(bytes))
            }
        }
    }

    /// Several of one tag get numbers behind it.
    private static func numbered(_ items: [[UInt8]], tag: String) -> [(String, [UInt8])] {
        items.enumerated().map { (items.count == 1 ? tag : "\(tag)/\($0)", $1) }
    }

    /// `edges`, one more than there are `counts`.
    private static func json(_ histogram: Histogram) -> String {
        let edges = histogram.buckets.map(\.lower) + (histogram.buckets.last.map { [$0.upper] } ?? [])
        let document: Document = [
            "edges": .array(edges.map { .double($0) }), "counts": .array(histogram.buckets.map { .double($0.count) }),
        ]
        return document.json()
    }
}
