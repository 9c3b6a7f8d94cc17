import RegistryCore
import Testing

@Suite("Sums of stored counts")
struct ClampedSumTests {
    @Test(arguments: [(1, 2, 3), (Int.max, 1, Int.max), (1, .max, .max), (.min, -1, .min), (.max, .min, -1)])
    func `end at the greatest number there is`(left: Int, right: Int, sum: Int) {
        #expect(left.clampedSum(right) == sum)
    }
}
