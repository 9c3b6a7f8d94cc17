import ChartRendering
import Hummingbird
import NIOCore
import RegistryCharts
import RegistryCore

extension RunRoutes {
    /// `GET /api/v1/runs/{id}/chart?metric=&first=&last=&theme=&width=&height=&scale=`: a metric as a PNG, 600×400 at 2x
    /// unless said. ``RunChartLook`` has the fields that say how it is drawn.
    func chart(for request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let fields = request.fields
        let (metric, answer) = try await points(of: run, fields: fields, buckets: SeriesChart.mostBuckets)
        let theme = try fields.chartTheme()
        let size = try fields.chartSize()
        let look = try RunChartLook(fields)
        let (name, start) = try await nameAndStart(of: run)
        let png = try await queue.run { _ in
            do throws(ChartError) {
                return try look.chart(of: answer, metric: metric, run: name, since: start).png(size: size, theme: theme)
            } catch {
                throw RegistryError(error)
            }
        }
        return Response(tagged: ByteBuffer(bytes: png), type: .png, for: request.request)
    }

    private func nameAndStart(of run: RunID) async throws -> (name: String, start: WallTime) {
        let record = try await store.record(RecordID(run), in: .runs).map { try Run(document: $0) }
        let name = record.map(\.name) ?? ""
        return (
            name.isEmpty ? String(run.description.prefix(8)) : name,
            record?.timeOrigin ?? WallTime(millisecondsSince1970: 0)
        )
    }
}

extension FormFields {
    /// The colours of a chart; light unless said.
    func chartTheme() throws(RegistryError) -> ChartTheme {
        guard let text = self["theme"] else { return ChartColours.light.theme }
        guard let colours = ChartColours(rawValue: text) else {
            throw RegistryError(.invalidArgument, "theme is light or dark.")
        }
        return colours.theme
    }

    /// The size of a chart.
    func chartSize() throws(RegistryError) -> ChartSize {
        let width = try number("width", in: 32...4_096) ?? 600
        let height = try number("height", in: 32...4_096) ?? 400
        let scale = try number("scale", in: 1...4) ?? 2
        do {
            return try ChartSize(width: width, height: height, scale: scale)
        } catch {
            throw RegistryError(error)
        }
    }
}
