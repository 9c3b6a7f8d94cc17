import ChartRendering
import Hummingbird
import NIOCore
import RegistryCharts
import RegistryCore

extension RunRoutes {
    /// `GET /api/v1/runs/{id}/chart?metric=&theme=&width=&height=&scale=`: a metric as a PNG, 600×400 at 2x unless said.
    func chart(for request: APIRequest) async throws -> Response {
        let run = try request.runID()
        let fields = request.fields
        let (metric, answer) = try await points(of: run, fields: fields, buckets: SeriesChart.mostBuckets)
        let theme = try fields.chartTheme()
        let size = try fields.chartSize()
        let name = try await name(of: run)
        let png = try await queue.run { _ in
            let line = SeriesChart(answer).series(named: name, since: WallTime(millisecondsSince1970: 0))
            do throws(ChartError) {
                return try LineChart(title: metric, xLabel: "step", series: [line]).png(size: size, theme: theme)
            } catch {
                throw RegistryError(error)
            }
        }
        return Response(tagged: ByteBuffer(bytes: png), type: .png, for: request.request)
    }

    private func name(of run: RunID) async throws -> String {
        guard let document = try await store.record(RecordID(run), in: .runs),
            let name = document["name"]?.stringValue, !name.isEmpty
        else { return String(run.description.prefix(8)) }
        return name
    }
}

extension FormFields {
    /// The colours of a chart; light unless said.
    fileprivate func chartTheme() throws(RegistryError) -> ChartTheme {
        guard let text = self["theme"] else { return ChartColours.light.theme }
        guard let colours = ChartColours(rawValue: text) else {
            throw RegistryError(.invalidArgument, "theme is light or dark.")
        }
        return colours.theme
    }

    /// The size of a chart.
    fileprivate func chartSize() throws(RegistryError) -> ChartSize {
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
