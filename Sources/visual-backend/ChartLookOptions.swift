import ArgumentParser
import ChartRendering
import RegistryCharts
import RegistryCore

/// How large a chart is, and in which colours.
struct ChartLookOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "The width, in screen pixels.")
    var width = 800

    @Option(parsing: .unconditional, help: "The height, in screen pixels.")
    var height = 500

    @Option(parsing: .unconditional, help: "Picture pixels for one screen pixel, 1 to 4.")
    var scale = 2

    @Flag(help: "Draws light on dark.")
    var dark = false

    @Option(help: "How the terminal shows the picture: kitty, sixel or braille. Default: what it can.")
    var terminal: TerminalPicture?

    /// The colours.
    var theme: ChartTheme { dark ? .dark : .light }

    /// - Throws: ``RegistryError`` with `invalidArgument` for a size no chart can have.
    func size() throws(RegistryError) -> ChartSize {
        do {
            return try ChartSize(width: width, height: height, scale: scale)
        } catch {
            throw RegistryError(error)
        }
    }
}
