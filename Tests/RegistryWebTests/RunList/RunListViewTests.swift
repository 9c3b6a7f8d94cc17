import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunListViewTests {
    @Test(arguments: [
        "", "filter=metrics.loss+%3C+1", "sort=-metrics.loss.min", "sort=name&rows=100", "col=",
        "col=params.lr&col=tags.a.b",
        "group=experiment,params.lr&in=digits&in=json:0.1", "group=params.a,b", "group=params.a,b&group=status",
        "pin=0190a000000070008000000000000001&hide=0190A000000070008000000000000002",
        "col=metrics.%3Cscript%3E&cursor=abc", "col=metrics.loss.min.last", "col=metrics.",
    ])
    func `an address shows the view it was made of`(query: String) throws {
        let view = try RunListView(try FormFields(encoded: query))
        let address = view.address
        let again = try RunListView(
            try FormFields(encoded: address.split(separator: "?").dropFirst().first.map(String.init) ?? ""))
        #expect(again.address == address)
        #expect(again.condition == view.condition)
        #expect(again.sort == view.sort)
        #expect(again.columns == view.columns)
        #expect(again.groupings == view.groupings)
        #expect(again.within == view.within)
        #expect(again.pinned == view.pinned)
        #expect(again.hidden == view.hidden)
        #expect(again.limit == view.limit)
        #expect(again.cursor == view.cursor)
    }

    @Test(arguments: [
        "sort=loss", "sort=-", "sort=duration", "col=loss", "group=metric", "group=duration", "in=digits",
        "group=experiment&in=a&in=b", "group=status&in=json:", "pin=x", "hide=1", "rows=0", "rows=201", "rows=x",
        "group=name,status,host,commit,experiment",
    ])
    func `an address that names what there is not is refused with words`(query: String) throws {
        let fields = try FormFields(encoded: query)
        let error = #expect(throws: RegistryError.self) { try RunListView(fields) }
        #expect(error?.code == .invalidArgument)
    }

    @Test(arguments: [
        "name", "status", "started", "duration", "params.lr", "params.a.b", "params.", "tags.my key", "metrics.loss",
        "metrics.loss.min", "metrics.loss.min.last", "metrics.a.b.max", "metrics.",
    ])
    func `a field is called what it is read from`(text: String) throws {
        #expect(try RunField(text).text == text)
    }

    @Test func `a metric whose name looks like another's number is told from it`() throws {
        #expect(try RunField("metrics.loss.min") == .metric("loss", .min))
        #expect(RunField.metric("loss.min", .last).text == "metrics.loss.min.last")
        #expect(try RunField("metrics.loss.min.last").path?.components == ["metrics", "loss%2Emin", "last"])
        #expect(try RunField("metrics.loss.last").text == "metrics.loss")
    }

    @Test func `a list of groupings is split where a field begins`() throws {
        let view = try RunListView(try FormFields(encoded: "group=params.a,b,experiment"))
        #expect(view.groupings == [.parameter("a,b"), .experiment])
    }

    @Test func `too many columns, pins and hidden runs are refused`() throws {
        let id = { (number: Int) in "0190a00000007000800000000000" + String(1_000 + number) }
        for query in [
            (0...60).map { "col=params.p\($0)" }, (0...20).map { "pin=\(id($0))" }, (0...100).map { "hide=\(id($0))" },
        ] {
            let fields = try FormFields(encoded: query.joined(separator: "&"))
            #expect(throws: RegistryError.self) { try RunListView(fields) }
        }
    }

    @Test func `a click sorts numbers by the greatest, text from A, and again the other way`() {
        let usual = RunSort.usual
        #expect(usual.clicked(on: .parameter("lr"), isNumeric: true).text == "-params.lr")
        #expect(usual.clicked(on: .name, isNumeric: false).text == "name")
        #expect(usual.clicked(on: .started, isNumeric: false).text == "started")
    }
}
