import EventFiles
import Foundation
public import RegistryCore

/// Files of the run, and what becomes one: bytes under `<run folder>/media`, a record in the registry.
extension Logger {
    /// Logs a file: its bytes lie at `<run folder>/files/<name>`, and the registry has a record of it. One of the same name takes its
    /// place; the registry keeps both.
    ///
    /// The call never throws; a name that is none and more bytes than ``LoggedFile/largest`` (1,000 MiB) are refused, which `onProblem` is told.
    ///
    /// - Parameters:
    ///   - name: `model.json`, `checkpoints/epoch_10.bin`: levels with `/` between them.
    ///   - bytes: What it holds.
    ///   - fileType: The kind of file in your words. Default: what the media type says: `image`, `audio`, `video`, `mesh`, `text`, or else `file`.
    ///   - contentType: The media type. Default: what the name's ending says.
    ///   - label: What it is shown under. Default: its name.
    ///   - step: Where it stands on the training's axis. Default: nowhere.
    /// - Returns: Whether the journal has it. It has not when the file was refused, the run has ended, the journal has no room, and while
    ///   nothing is logged.
    @discardableResult
    public func logFile(
        _ name: String, bytes: [UInt8], fileType: String? = nil, contentType: String? = nil, label: String? = nil,
        step: Step? = nil
    ) -> Bool {
        keepFile(name, bytes: bytes, fileType: fileType, contentType: contentType, label: label, step: step) != nil
    }

    /// As ``logFile(_:bytes:fileType:contentType:label:step:)``.
    ///
    /// - Returns: A number that is larger for what was logged later, also where several threads log; `nil` when it is not kept.
    package func keepFile(
        _ name: String, bytes: [UInt8], fileType: String? = nil, contentType: String? = nil, label: String? = nil,
        step: Step? = nil
    ) -> Int64? {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return nil }
        do {
            try LoggedFile.check(name, byteCount: bytes.count)
            let type = contentType ?? FileKind(ofName: name).contentType ?? FileKind.unknownContentType
            let file = try LoggedFile(
                name: name, fileType: fileType ?? FileKind.type(ofContentType: type), contentType: type,
                label: label ?? name,
                step: step, bytes: bytes)
            return recorder.appendDocument(file.document, as: .file, number: nil)
        } catch {
            recorder.refuse(error)
            return nil
        }
    }

    /// Logs a value as a file of JSON, with its names in order, as ``logFile(_:bytes:fileType:contentType:label:step:)`` does.
    ///
    /// A value that cannot be JSON (NaN, the infinities) is refused, which `onProblem` is told.
    ///
    /// - Returns: Whether the journal has it.
    @discardableResult
    public func logFile(
        _ name: String, encoding value: some Encodable, fileType: String? = nil, label: String? = nil,
        step: Step? = nil
    ) -> Bool {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return false }
        do {
            return logFile(
                name, bytes: try Self.json(of: value, for: name), fileType: fileType, contentType: "application/json",
                label: label, step: step)
        } catch {
            recorder.refuse(error)
            return false
        }
    }

    /// Logs what another file holds now, as ``logFile(_:bytes:fileType:contentType:label:step:)`` does.
    ///
    /// A file that cannot be read, or has more bytes than ``LoggedFile/largest`` (1,000 MiB), is refused, which `onProblem` is told. So is
    /// what is no regular file, as a pipe, for whose other end nobody waits.
    ///
    /// - Returns: Whether the journal has it.
    @discardableResult
    public func logFile(
        _ name: String, contentsOf path: String, fileType: String? = nil, contentType: String? = nil,
        label: String? = nil, step: Step? = nil
    ) -> Bool {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return false }
        do {
            return logFile(
                name, bytes: try Self.contents(of: path), fileType: fileType, contentType: contentType, label: label,
                step: step)
        } catch {
            recorder.refuse(error)
            return false
        }
    }

    /// Logs a video, as an animated GIF: for TensorBoard, and as a file of the run.
    ///
    /// The call copies the frames; compressing them is left to the logger's tasks. The call never throws; no frames, frames of different
    /// sizes, a rate that is none, and more than 256 MiB are refused, which `onProblem` is told.
    ///
    /// - Parameters:
    ///   - tag: What it is shown under.
    ///   - frames: Images of one size, in their order.
    ///   - fps: Frames a second. GIF shows at most 50. Default: 20.
    ///   - step: Where it stands on the training's axis.
    public func logVideo(_ tag: String, _ frames: [ImageArray], fps: Double = 20, step: Step) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        do {
            let video = try LoggedVideo(tag: tag, frames: frames, fps: fps)
            recorder.appendDocument(video.document, as: .video, number: step.rawValue)
        } catch {
            recorder.refuse(error)
        }
    }

    /// Logs a cloud of points.
    ///
    /// - Parameters:
    ///   - points: x, y, z of each.
    ///   - colors: Red, green and blue of each, 0 to 255. Default: none.
    public func logPointCloud(_ name: String, _ points: [Float], colors: [UInt8] = [], step: Step) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        do {
            logMesh(name, try Mesh(vertices: points, colors: colors), step: step)
        } catch {
            recorder.refuse(error)
        }
    }

    /// A value as JSON, its names in order, so that the same value is the same file.
    ///
    /// - Parameter name: The file's, for the error.
    /// - Throws: ``RegistryError`` with `invalidArgument`, which names the file and where in the value the fault is.
    package static func json(of value: some Encodable, for name: String) throws(RegistryError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            throw RegistryError(
                .invalidArgument,
                "\(GivenName.shown(name)) cannot be written as JSON: \(LogProblem.text(of: error))", underlying: error)
        }
    }

    /// What a file holds.
    ///
    /// - Throws: ``RegistryError`` with `notFound` when there is none, `invalidArgument` for one of more than ``LoggedFile/largest`` bytes, of which
    ///   nothing is read, and for what is no regular file, `unavailable` for one that cannot be read.
    package static func contents(of path: String) throws(RegistryError) -> [UInt8] {
        let largest = LoggedFile.largest
        do {
            if let length = PosixFile.length(of: path), length > largest { throw tooLarge(path, length) }
            guard let bytes = try PosixFile.contents(of: path, atMost: largest + 1) else {
                throw RegistryError(.notFound, "There is no file \(path).")
            }
            // It may have grown.
            guard bytes.count <= largest else { throw tooLarge(path, bytes.count) }
            return bytes
        } catch let error as RegistryError {
            throw error
        } catch let error as SystemError where error.isNoFile {
            throw RegistryError(
                .invalidArgument, "\(path) is no regular file, and is not read.", underlying: error)
        } catch {
            throw RegistryError(
                .unavailable, "\(path) cannot be read: \(LogProblem.text(of: error))", underlying: error)
        }
    }

    private static func tooLarge(_ path: String, _ length: Int) -> RegistryError {
        RegistryError(
            .invalidArgument,
            "\(path) has \(length) bytes; at most \(LoggedFile.largest) are read at once. Read it from there in parts, or log it in parts."
        )
    }
}
