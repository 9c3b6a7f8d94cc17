import Testing

@testable import RegistryWeb

@Suite struct DescriptorLimitTests {
    @Test(arguments: [
        (20_000, 4_096, 4_096), (1_024, 4_096, 384), (256, 4_096, 64), (8_448, 4_096, 4_096), (1, 10, 1), (0, 10, 1),
    ])
    func `connections never take all the files there may be`(limit: Int, wanted: Int, connections: Int) {
        #expect(DescriptorLimit.capacity(of: limit, wanted: wanted) == connections)
    }
}
