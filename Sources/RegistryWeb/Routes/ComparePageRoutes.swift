import ChartRendering
import Hummingbird
import NIOCore
import RegistryCharts
import RegistryCore

/// `/compare`: runs beside each other. `/compare/chart`: one metric of all of them as a picture.
/// `/compare/matrix`: a confusion matrix, or the difference of two.
struct ComparePageRoutes: Sendable {
    /// The runs that are not in the trash.
    let store: any RecordReader
    let trash: Trash
    let queue: ChartQueue
    /// Where the files of texts lie.
    let places: FilePlaces
    let renderer: PageRenderer
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("compare") { request, _ in try await page(request) }
        router.get("compare/chart") { request, _ in try await chart(request) }
        router.get("compare/matrix") { request, _ in try await matrix(request) }
    }

    private func page(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        let view = CompareView(fields)
        // A form sends each run by itself, and all the view of the list it is on.
        if fields["run"] != nil, view.unusable.isEmpty, view.asked > 0, view.asked == view.runs.count {
            return Response(seeOther: view.address())
        }
        let now = WallTime.now
        let answer = try await ComparisonBuilder(store: store, trash: trash, now: now, places: places).answer(for: view)
        let frame = Frame(
            title: "Compare", section: .compare, site: site, theme: request.theme)
        let page = ComparePage(view: view, answer: answer, now: now, theme: request.theme, frame: frame)
        return Response(html: try renderer.render(page))
    }

    /// A metric of up to ``CompareView/mostRuns`` runs; those that lack it, or are gone, have no line.
    private func chart(_ request: Request) async throws -> Response {
        let fields = try request.queryFields()
        let view = CompareView(fields)
        guard let metric = fields["metric"] else {
            throw RegistryError(.invalidArgument, "Name the metric: &metric=loss.")
        }
        let (theme, size, look) = (try fields.chartTheme(), try fields.chartSize(), try RunChartLook(fields))
        let steps = try fields.steps()
        let runs = try await ComparisonBuilder(store: store, trash: trash, now: .now, places: places).runs(of: view)
            .runs
        guard runs.contains(where: { $0.run.metrics[metric] != nil }) else {
            throw RegistryError(.notFound, "None of the runs has this metric.")
        }
        var lines: [RunChartLook.Line] = []
        for compared in runs.sorted(by: { $0.colour < $1.colour }) {
            let answer: SeriesAnswer? =
                compared.run.metrics[metric] == nil
                ? nil
                : try await SeriesReading.points(
                    of: SeriesID(run: compared.run.id, metric: metric), in: steps,
                    atMost: SeriesChart.mostBuckets, from: store)
            lines.append(RunChartLook.Line(answer: answer, name: compared.label, start: compared.run.timeOrigin))
        }
        let drawn = lines
        let png = try await queue.run { _ in
            do throws(ChartError) {
                return try look.chart(of: drawn, metric: metric).png(size: size, theme: theme)
            } catch {
                throw RegistryError(error)
            }
        }
        return Response(tagged: ByteBuffer(bytes: png), type: .png, for: request)
    }
}
