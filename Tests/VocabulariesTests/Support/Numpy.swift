import Foundation
import RegistryTestKit

/// numpy, which says what is right.
enum Numpy {
    /// Why it cannot be used here; `nil` when it can.
    static let absence: String? = {
        do {
            _ = try TestPython.run("import numpy")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()

    /// For each place in a series, the figures of the window that ends there: mean, variance, std, minimum, maximum, and the
    /// percentiles that are asked for. Moments are computed with longer numbers: those of Double lose half the digits of a
    /// variance when the values are a billion times their spread, here they need not.
    static func figures(of values: [Double], window: Int, percents: [Int]) throws -> [[Double]] {
        let script = """
            import json, sys, numpy as np
            a = json.loads(sys.argv[1])
            x, w, p = np.array(a["values"]), a["window"], a["percents"]
            out = []
            for end in range(1, len(x) + 1):
                v = x[max(0, end - w):end]
                e = v.astype(np.longdouble)
                out.append([e.mean(), e.var(), e.std(), v.min(), v.max()] + list(np.percentile(v, p, method="linear")))
            print(json.dumps([[float(f) for f in row] for row in out]))
            """
        let input = try JSONEncoder().encode(Input(values: values, window: window, percents: percents))
        return try JSONDecoder().decode(
            [[Double]].self, from: TestPython.run(script, String(decoding: input, as: UTF8.self)))
    }

    private struct Input: Encodable {
        let values: [Double]
        let window: Int
        let percents: [Int]
    }
}
