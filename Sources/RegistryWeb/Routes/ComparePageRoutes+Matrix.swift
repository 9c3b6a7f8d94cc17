import ChartRendering
import Hummingbird
import NIOCore
import RegistryCharts
import RegistryCore

extension ComparePageRoutes {
    /// A run's confusion matrix as a picture, or with `base` what it has more or less than that run's.
    func matrix(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        guard let name = fields["name"], let run = fields["run"].flatMap({ RunID($0) }) else {
            throw RegistryError(.invalidArgument, "Name the run and its matrix: ?run=ID&name=confusion_matrix.")
        }
        let step = try fields.step("step")?.rawValue ?? .max
        let (theme, size) = (try fields.chartTheme(), try fields.chartSize())
        let isDark = fields["theme"] == ChartColours.dark.rawValue
        let (title, own) = try await found(name, of: run, at: step)
        let base = try fields["base"].map { text throws(RegistryError) in
            guard let base = RunID(text) else {
                throw RegistryError(.invalidArgument, "base is a run's identifier, 32 hexadecimal digits.")
            }
            return base
        }
        var difference: (title: String, content: MatrixDifference)?
        if let base {
            let (baseTitle, old) = try await found(name, of: base, at: step)
            guard let content = MatrixDifference(from: old, to: own) else {
                throw RegistryError(
                    .invalidArgument, "The matrices have other classes; there is no difference to show.")
            }
            difference = ("\(title) − \(baseTitle)", content)
        }
        let drawn = difference
        let png = try await queue.run { _ in
            do throws(ChartError) {
                if let drawn {
                    return try drawn.content.chart(title: drawn.title, isDark: isDark).png(size: size, theme: theme)
                }
                return try own.chart(title: title).png(size: size, theme: theme)
            } catch {
                throw RegistryError(error)
            }
        }
        return Response(tagged: ByteBuffer(bytes: png), type: .png, for: request)
    }

    /// The matrix of a run, and what the run is called.
    private func found(_ name: String, of run: RunID, at step: Int64) async throws -> (String, MatrixSample) {
        guard let record = try await store.record(RecordID(run), in: .runs),
            let matrix = try await SampleReading(store: store, places: places).samples(of: run).matrices(at: step)[name]
        else { throw RegistryError(.notFound, "The run has no such matrix at this step.") }
        let title = record["name"]?.stringValue ?? ""
        return (title.isEmpty ? String(run.description.suffix(8)) : VisibleText.short(title), matrix)
    }
}
