import Hummingbird
import NIOCore
import RegistryCore

/// The runs of a view as a file that is made while it is sent, page by page: nobody knows how large it becomes, and nothing is
/// held longer than a page.
struct RunsCSVFile: Sendable {
    let builder: RunListBuilder
    private let columns: [RunField]
    /// The view, with the place of the next page.
    private var view: RunListView
    /// The runs that are named; empty for those of the view.
    private var named: ArraySlice<RunID>
    private let isNamed: Bool
    private var count = 0
    private var isOver = false

    /// - Parameter named: the runs that the file has; empty for those of the view, at most ``RunsCSV/mostRuns``.
    /// - Throws: ``RegistryError`` with `invalidArgument` for more runs by name than that.
    init(of view: RunListView, only named: [RunID], from builder: RunListBuilder) async throws {
        guard named.count <= RunsCSV.mostRuns else {
            throw RegistryError(.invalidArgument, "One file has at most \(RunsCSV.mostRuns) runs.")
        }
        self.builder = builder
        self.named = named[...]
        isNamed = !named.isEmpty
        columns = if let columns = view.columns { columns } else { try await builder.usualFields(for: view) }
        self.view = view
        self.view.limit = RunListView.mostInPage
    }

    /// The next lines; `nil` at the end. The first ones have the names of the columns.
    mutating func next() async throws -> String? {
        guard !isOver else { return nil }
        var part = RunsCSV(columns: columns, now: builder.now, hasHead: count == 0)
        let runs: [ListedRun]
        if isNamed {
            let some = named.prefix(RunListView.mostInPage)
            named = named.dropFirst(some.count)
            runs = try await builder.records(Array(some))
            count += some.count
            isOver = named.isEmpty
        } else {
            let answer = try await builder.rows(for: view)
            runs = answer.runs
            view.cursor = answer.next
            count += max(1, runs.count)
            isOver = answer.next == nil || count >= RunsCSV.mostRuns
        }
        part.append(runs)
        return part.text
    }

    /// The file as an answer. What can be wrong with the view shows before it begins.
    func response() async throws -> Response {
        var file = self
        let first = try await file.next() ?? ""
        let rest = file
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=runs.csv",
            ],
            body: ResponseBody { writer in
                var rest = rest
                try await writer.write(ByteBuffer(string: first))
                while let text = try await rest.next() { try await writer.write(ByteBuffer(string: text)) }
                try await writer.finish(nil)
            })
    }
}
