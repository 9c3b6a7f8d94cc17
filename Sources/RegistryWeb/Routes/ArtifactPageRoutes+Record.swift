import ChartRendering
import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCharts
import RegistryCore

extension ArtifactPageRoutes {
    /// The most files of an artifact that are looked for.
    private static let mostFiles = 100

    /// `/artifacts/{id}`: one artifact.
    func record(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let (id, record) = try await found(context)
        let run = record["_run"]?.stringValue
        let names = try await store.runNames(run.map { [$0] } ?? [])
        let frame = Frame(
            title: record["ModelName"]?.stringValue ?? "Artifact", section: .artifacts, site: site,
            theme: request.theme)
        let page = ArtifactPage(
            record: record, id: id, runName: run.flatMap { names[$0] }, files: try await files(of: record, run: run),
            places: places,
            theme: request.theme, frame: frame)
        return Response(html: try renderer.render(page))
    }

    /// `/artifacts/{id}/matrix?field=NAME`: a matrix in one of its fields as a picture.
    func matrix(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let fields = try request.queryFields()
        guard let field = fields["field"] else {
            throw RegistryError(.invalidArgument, "Name the field that has the matrix: ?field=confusion_matrix.")
        }
        let (theme, size) = (try fields.chartTheme(), try fields.chartSize())
        let record = try await found(context).record
        guard RecordMatrix(field, in: record) != nil else {
            throw RegistryError(.notFound, "The artifact has no such matrix.")
        }
        let png = try await charts.queue.run { _ in
            do throws(ChartError) {
                return try RecordMatrix(field, in: record)?.chart().png(size: size, theme: theme) ?? []
            } catch {
                throw RegistryError(error)
            }
        }
        return Response(tagged: ByteBuffer(bytes: png), type: .png, for: request)
    }

    private func found(_ context: BasicRequestContext) async throws -> (id: RecordID, record: Document) {
        for id in try RecordID.readings(of: context.parameters.get("id") ?? "") {
            if let record = try await store.record(id, in: .artifacts) { return (id, record) }
        }
        throw RegistryError(.notFound, "There is no artifact with this identifier. It may have been deleted.")
    }

    private func files(of record: Document, run: String?) async throws -> [Document] {
        let names = ArtifactPage.fileNames(of: record).prefix(Self.mostFiles)
        guard !names.isEmpty else { return [] }
        // Runs may have files of the same name; what belongs to no run has none of theirs.
        let filter = Filter.and([
            .field("file", .oneOf(names.map { .string($0) })),
            .field("_run", .equals(run.map { .string($0) } ?? .null)),
        ])
        return try await store.find(in: .files, Query(filter, limit: Self.mostFiles)).elements
    }
}
