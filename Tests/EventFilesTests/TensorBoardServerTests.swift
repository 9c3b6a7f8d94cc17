import Foundation
import RegistryTestKit
import Testing

@testable import EventFiles

/// One log directory with everything, shown by TensorBoard's server with each of its two loaders.
@Suite(.enabled(if: TestPython.absence == nil, "\(TestPython.absence ?? "")"))
struct TensorBoardServerTests {
    @Test func `TensorBoard shows all that is written, with both of its loaders`() throws {
        let folder = try OwnedFolder()
        try fill(folder.url)
        let output = try TestPython.run(TensorBoardServer.script, folder.path)
        for loader in ["true", "false"] {
            try check(TensorBoardServer.Answers(output, loader: loader), loader)
        }
    }

    private func fill(_ folder: URL) throws {
        let name = EventFileName(unixSeconds: 1_700_000_000, host: "machine", processID: 1, unique: 0)
        let root = try EventFileWriter(in: folder, name: name, wallTime: 1_700_000_000)
        try root.append([.hparams(Everything.experiment)], step: 0, wallTime: 1_700_000_000)
        try root.close()
        let run = try EventFileWriter(in: folder.appending(path: "run"), name: name, wallTime: 1_700_000_000)
        let isExperiment: (SummaryValue) -> Bool = { $0.tag.hasSuffix("/experiment") }
        for step in 0..<3 {
            let values = try Everything.values().map(\.value).filter { value in
                !isExperiment(value) && (step == 0 || value.metadata?.pluginName != "hparams")
            }
            try run.append(values, step: Int64(step), wallTime: 1_700_000_000 + Double(step))
        }
        try run.close()
    }

    private func check(_ answers: TensorBoardServer.Answers, _ loader: String) throws {
        #expect(answers["scalars"]?.count == 3, "\(loader)")
        #expect(answers["scalars"]?[2]?[2]?.number == 0.25)
        #expect(answers["scalar tensors"]?[1]?[2]?.number == 0.5)
        #expect(answers["scalar tags"]?["run"]?["accuracy"]?["description"]?.text?.contains("<em>share</em>") == true)
        #expect(answers["images"]?.count == 3)
        #expect(answers["image"]?.text == Data(Everything.png).base64EncodedString())
        #expect(answers["histograms"]?[0]?[2]?.count == 30)
        #expect(answers["histograms"]?[0]?[2]?[29]?[2]?.number == 4)
        #expect(answers["text"]?[0]?["text"]?.text?.contains("<strong>bold</strong>") == true)
        #expect(answers["list"]?[0]?["text"]?.text?.contains("<td><p>b</p></td>") == true)
        #expect(answers["audio"]?[0]?["contentType"]?.text == "audio/wav")
        #expect(answers["sound"]?.text?.hasPrefix("UklGR") == true)
        let curve = answers["pr_curves"]?["run"]?[0]
        // TensorBoard leaves out the threshold above all predictions.
        #expect(curve?["thresholds"]?.count == 4)
        #expect(curve?["true_positives"]?[2]?.number == 3)
        #expect(curve?["precision"]?[0]?.number == 0.5)
        #expect(answers["meshes"]?.count == 9)
        #expect(answers["vertices"]?[0]?.count == 4)
        #expect(
            answers["layout"]?["category"]?[0]?["chart"]?[1]?["margin"]?["series"]?[0]?["lower"]?.text == "loss/low")
        #expect(answers["layout"]?["category"]?[1]?["closed"]?.flag == true)
        #expect(answers["experiment"]?["hparamInfos"]?.count == 4)
        #expect(answers["experiment"]?["description"]?.text == "*why*")
        let group = answers["sessions"]?["sessionGroups"]?[0]
        #expect(group?["name"]?.text == "g")
        #expect(group?["hparams"]?["rate"]?.number == 0.01)
        #expect(group?["hparams"]?["norm"]?.flag == true)
        #expect(group?["sessions"]?[0]?["status"]?.text == "STATUS_SUCCESS")
        #expect(group?["metricValues"]?[0]?["value"]?.number == 0.25)
    }
}
