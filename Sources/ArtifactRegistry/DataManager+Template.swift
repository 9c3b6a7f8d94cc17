import FileFaults
public import RegistryCore
import Synchronization

extension DataManager {
    /// Reads the fields of records from a JSON file, `{"MSE": "float", "ExperimentName": "string"}`, and makes the
    /// template of them that ``getArtifactTemplate()`` gives.
    ///
    /// The file is UTF-8, with or without a byte-order mark, of at most 1 MiB. Reading it again makes a new template with a
    /// new `ArtifactID`. A pipe that is open already, as `/dev/stdin` and `/dev/fd/63`, may stand in its place, and has half a minute to
    /// end.
    ///
    /// - Throws: ``RegistryError``: `notFound` for a file that is not there, `unavailable` for one that cannot be read,
    ///   `invalidArgument` for what is no regular file and for one that is not such a list, naming line and column or the field;
    ///   `timedOut` for a pipe that did not end. Nobody waits for the other end of a named pipe, which is no regular file. The template
    ///   stays as it was.
    @discardableResult
    public func readArtifactsFromFile(_ path: String) throws(RegistryError) -> Document {
        let new = try ArtifactTemplate(fieldTypes: try Self.fieldTypes(inFile: path))
        template.withLock { $0 = new }
        return new.record
    }

    /// A record to start from: every field of the list with its default value, and the `ArtifactID` shared by all
    /// records of this template. An independent value: changing it changes no other.
    ///
    /// Before a list was read it has the four fields that every record has.
    public func getArtifactTemplate() -> Document {
        template.withLock { current in
            let known = current ?? ArtifactTemplate()
            current = known
            return known.record
        }
    }

    private static func fieldTypes(inFile path: String) throws(RegistryError) -> Document {
        let file: GivenFile
        do {
            file = try GivenFile(path, mostBytes: ArtifactTemplate.largestFileInBytes)
        } catch .missing {
            throw RegistryError(
                .notFound, "There is no file \(path). It lists a record's fields, {\"MSE\": \"float\"}.")
        } catch {
            throw RegistryError(error, of: "The list of fields \(path)")
        }
        do {
            return try Document(json: file.bytes)
        } catch {
            throw RegistryError(error.code, "\(path): \(error.message)", underlying: error)
        }
    }
}
