import EventFiles
import Foundation
import Testing

struct PluginInputTests {
    @Test func `Images that are none, no PNGs, or of different sizes are refused`() throws {
        #expect(try ImageStack(pngs: [Pictures.png(4, 3)]).width == 4)
        #expect(try ImageStack(pngs: [Pictures.png(4, 3)]).height == 3)
        for pngs in [
            [], [[1, 2, 3]], [Pictures.png(4, 3), Pictures.png(3, 4)], [Array(Pictures.png(4, 3).prefix(23))],
        ] {
            #expect { try ImageStack(pngs: pngs) } throws: { isInvalid($0) }
        }
    }

    @Test func `A sound that is none is refused`() {
        #expect { try AudioClips(wavs: []) } throws: { isInvalid($0) }
        #expect { try AudioClips(wavs: [[UInt8](repeating: 0, count: 50)]) } throws: { isInvalid($0) }
    }

    @Test func `A curve counts who is above each threshold`() throws {
        let curve = try PRCurve(
            labels: [false, true, true, false], predictions: [0, 0.4, 1, 0.6], thresholdCount: 3)
        #expect(curve.truePositives == [2, 1, 1])
        #expect(curve.falsePositives == [2, 1, 0])
        #expect(curve.trueNegatives == [0, 1, 2])
        #expect(curve.falseNegatives == [0, 1, 1])
        #expect(curve.precision == [0.5, 0.5, 1])
        #expect(curve.recall == [1, 0.5, 0.5])
    }

    @Test func `A curve whose lists do not fit is refused`() {
        #expect { try PRCurve(labels: [true], predictions: []) } throws: { isInvalid($0) }
        #expect { try PRCurve(labels: [true], predictions: [1.5]) } throws: { isInvalid($0) }
        #expect { try PRCurve(labels: [true], predictions: [.nan]) } throws: { isInvalid($0) }
        #expect { try PRCurve(labels: [true], predictions: [1], thresholdCount: 1) } throws: { isInvalid($0) }
        for last in [[1.0], [1, .nan], [1, -1]] {
            #expect {
                try PRCurve(
                    truePositives: [1, 1], falsePositives: [1, 1], trueNegatives: [1, 1], falseNegatives: last)
            } throws: { isInvalid($0) }
        }
        #expect {
            try PRCurve(truePositives: [], falsePositives: [], trueNegatives: [], falseNegatives: [])
        } throws: { isInvalid($0) }
    }

    @Test func `A mesh whose lists do not fit is refused`() {
        #expect { try Mesh(vertices: []) } throws: { isInvalid($0) }
        #expect { try Mesh(vertices: [1, 2]) } throws: { isInvalid($0) }
        #expect { try Mesh(vertices: [1, 2, 3], faces: [0, 0]) } throws: { isInvalid($0) }
        #expect { try Mesh(vertices: [1, 2, 3], faces: [0, 0, 1]) } throws: { isInvalid($0) }
        #expect { try Mesh(vertices: [1, 2, 3], faces: [0, 0, -1]) } throws: { isInvalid($0) }
        #expect { try Mesh(vertices: [1, 2, 3], colors: [1, 2]) } throws: { isInvalid($0) }
    }

    private func isInvalid(_ error: any Error) -> Bool { (error as? EventFileError)?.code == .invalid }
}
