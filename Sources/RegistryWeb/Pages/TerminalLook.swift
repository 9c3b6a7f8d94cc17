/// How a terminal would show characters: one of its eight colours, and bold or not. Grounds are left out: what is written on
/// them stays readable.
struct TerminalLook: Hashable {
    private var colour: Int?
    private var isBold = false

    /// The names of the classes in the style sheet; `nil` for plain text.
    var names: String? {
        let names = [colour.map { "ansi-\($0)" }, isBold ? "ansi-bold" : nil].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    /// Does what a command says, when it is one of colours (SGR): `ESC [ 1 ; 31 m`.
    mutating func take(_ command: ArraySlice<Unicode.Scalar>) {
        let content = command.dropFirst(2).dropLast()
        guard command.last == "m", command.dropFirst().first == "[",
            content.allSatisfy({ ("0"..."9").contains($0) || $0 == ";" })
        else { return }
        let text = String(String.UnicodeScalarView(content))
        var codes = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }[...]
        while let code = codes.popFirst() {
            switch code {
            case 0: self = TerminalLook()
            case 1: isBold = true
            case 22: isBold = false
            case 39: colour = nil
            case 30...37: colour = code - 30
            case 90...97: colour = code - 90
            case 38, 48:
                let isOf256 = codes.first == 5
                // Of 256 colours the first 16 are these; the others, and those of three parts, are left out.
                if code == 38 {
                    let number = codes.dropFirst().first ?? 16
                    colour = isOf256 && (0..<16).contains(number) ? number % 8 : nil
                }
                codes = codes.dropFirst(isOf256 ? 2 : 4)
            default: break
            }
        }
    }
}
