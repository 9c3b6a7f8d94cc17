import BenchmarkKit
import Foundation

/// Runs our side and the client's in turns.
struct Bench {
    let python: String
    let folder: URL
    let server: String

    private static let rounds = 3

    /// Adds the row of one thing.
    func measure(_ work: Work, _ points: Int, peer peerPoints: Int, _ table: inout ResultTable) throws {
        let environment = ["MLFLOW_TRACKING_URI": server]
        let client = Program.python(python, script: "tracker_peer.py")
        // Start and end of a run are in both; of fewer points they would be a larger part of a quick client's time.
        let peerPoints = work.peerIsQuick ? max(peerPoints, points / 2) : peerPoints
        var ours: [Cost] = []
        var theirs: [Cost] = []
        for round in 0..<Self.rounds {
            let place = folder.appending(path: "\(work.rawValue)-\(round)")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: place) }
            ours.append(
                try Program.own.measure(["--one", work.rawValue, "\(points)", place.path], environment: environment))
            theirs.append(
                try client.measure([work.peer, "\(peerPoints)", place.path], environment: environment))
        }
        guard let own = Cost.median(of: ours), let peer = Cost.median(of: theirs) else { return }
        table.add(
            ResultTable.Row(
                "\(Double(points).grouped) points: \(work.title)", own.rate, peer: peer.rate,
                target: .ratio(work.target)))
        table.add(ResultTable.Row("  peak of memory", own.memory, peer: peer.memory))
    }
}
