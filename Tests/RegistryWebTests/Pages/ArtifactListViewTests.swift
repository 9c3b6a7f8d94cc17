import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ArtifactListViewTests {
    @Test(arguments: [
        "", "group_by=ExperimentName", "search_field=Metadata&search_value=seed", "group=json:null&cursor=abc",
        "open=none", "open=a&open=json:%22none%22", "checked=a&checked=json:7&file=logs/a.csv&file=b%0Ac&groups=200",
        "search_field=expression&search_value=MSE+%3C+1", "group=%3Cscript%3E&group_by=a.b",
    ])
    func `an address shows the view it was made of`(query: String) throws {
        let view = try ArtifactListView(try FormFields(encoded: query))
        let address = view.address()
        let again = try ArtifactListView(
            try FormFields(encoded: address.split(separator: "?").dropFirst().first.map(String.init) ?? ""))
        #expect(again.address() == address)
        #expect(again.groupBy == view.groupBy)
        #expect(again.target == view.target)
        #expect(again.group == view.group)
        #expect(again.open == view.open)
        #expect(again.files == view.files)
        #expect(again.checked == view.checked)
    }

    @Test(arguments: ["text", "json:", "none", "", "json:null"])
    func `a text value is told from JSON and from no group`(text: String) throws {
        let name = GroupName(.string(text))
        #expect(try GroupName(name.description) == name)
        #expect(name.description != "none")
    }

    @Test(arguments: [.null, 7, 7.5, true, ["a": 1], [1, 2]] as [Value])
    func `any value names a group`(value: Value) throws {
        #expect(try GroupName(GroupName(value).description).value == value)
    }

    @Test(arguments: ["group=json:", "group=json:%7B", "groups=x", "checked=json:1,2", "open=json:x"])
    func `an address that says nothing is refused`(query: String) throws {
        let fields = try FormFields(encoded: query)
        #expect(throws: RegistryError.self) { try ArtifactListView(fields) }
    }

    @Test func `a search without a value is none`() throws {
        let view = try ArtifactListView(try FormFields(encoded: "search_field=ModelName&search_value=+++"))
        #expect(!view.isSearch)
        #expect(try view.filter() == .everything)
    }
}
