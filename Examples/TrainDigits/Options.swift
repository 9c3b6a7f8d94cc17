/// What the command line says.
struct Options {
    var store = "sqlite:registry.sqlite"
    var logDirectory = "logs"
    var epochs = 25

    static let usage = """
        TrainDigits trains small networks on handwritten digits and logs every epoch.

        --store URL      where the records go: sqlite:PATH or mongodb://… (default: sqlite:registry.sqlite)
        --log-dir DIR    the folder for CSV and TensorBoard files (default: logs)
        --epochs N       how often each network sees all images (default: 25)
        --help           this text
        """

    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads the arguments behind the program's name; `nil` when help is asked for.
    static func parse(_ arguments: [String]) throws(Mistake) -> Options? {
        var options = Options()
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--help" || name == "-h" { return nil }
            guard ["--store", "--log-dir", "--epochs"].contains(name) else {
                throw Mistake(description: "there is no option \(name); see --help")
            }
            guard let value = rest.popFirst() else { throw Mistake(description: "\(name) needs a value") }
            switch name {
            case "--store": options.store = value
            case "--log-dir": options.logDirectory = value
            default:
                guard let epochs = Int(value), 1...10_000 ~= epochs else {
                    throw Mistake(description: "--epochs is a whole number from 1 to 10000, not \(value)")
                }
                options.epochs = epochs
            }
        }
        return options
    }
}
