import RegistryCore
import Testing

struct LabelledFolderTests {
    @Test(
        arguments: [
            (0, "0000"), (7, "0007"), (12_345, "12345"), (999_999_999_999_999_999, "999999999999999999"),
        ] as [(Int64, String)])
    func `A step has a folder of four digits or more, which is read as the step`(step: Int64, folder: String) {
        #expect(LabelledFolder.folder(of: Step(step)) == folder)
        #expect(LabelledFolder.fault(ofStep: Step(step)) == nil)
        #expect(LabelledFolder.step(ofFolder: folder) == Step(step))
    }

    @Test(
        arguments: [
            (-1, "its step -1 is negative"), (.min, "its step -9223372036854775808 is negative"),
            (1_000_000_000_000_000_000, "its step 1000000000000000000 has more than 18 digits"),
            (.max, "its step 9223372036854775807 has more than 18 digits"),
        ] as [(Int64, String)])
    func `A step without a folder is said with the reason`(step: Int64, fault: String) {
        #expect(LabelledFolder.folder(of: Step(step)) == nil)
        #expect(LabelledFolder.fault(ofStep: Step(step)) == fault)
    }
}
