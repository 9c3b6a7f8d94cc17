import RegistryCore
import Testing

@Suite("Questions in Swift")
struct FilterBuilderTests {
    @Test func `operators on fields make filters`() {
        #expect((field("MSE") < 0.05) == .field("MSE", .less(0.05)))
        #expect((field("a") == "x") == .field("a", .equals("x")))
        #expect((field("a") != 1) == .field("a", .not(.equals(1))))
        #expect((field("a") == nil) == .field("a", .equals(nil)))
        #expect(field("a").isOne(of: [1, "x"]) == .field("a", .oneOf([1, "x"])))
        #expect(field("a").hasElement(field("b") > 1) == .field("a", .anyElement(.field("b", .greater(1)))))
        #expect(field("a").hasElement(meeting: .less(1)) == .field("a", .anyValue([.less(1)])))
        #expect(field("a").exists == .field("a", .exists(true)))
    }

    @Test func `filters are joined flat and turned round`() {
        let first = field("a") >= 1
        let second = field("b") <= 2
        let third = field("c").matches("^x")
        #expect((first && second && third) == .and([first, second, third]))
        #expect((first || second || third) == .or([first, second, third]))
        #expect(!(first && second) == .not(.and([first, second])))
    }

    @Test func `the README's question finds the record it is about`() {
        let filter = field("MSE") < 0.05 && field("ModelName").matches("^auto")
        #expect(filter.matches(["ModelName": "autoencoder", "MSE": 0.01]))
        #expect(!filter.matches(["ModelName": "classifier", "MSE": 0.01]))
    }
}
