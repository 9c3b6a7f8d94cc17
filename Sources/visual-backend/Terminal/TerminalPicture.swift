import ArgumentParser
import Foundation

/// How a terminal shows a picture.
enum TerminalPicture: String, CaseIterable, ExpressibleByArgument {
    case kitty, sixel, braille

    /// What the terminal of the standard output can; text in Braille where it cannot be asked or knows no pictures.
    ///
    /// It is asked for Kitty's graphics first and for its attributes last: every terminal answers the latter, so that nobody
    /// waits for an answer that does not come.
    static func best() -> TerminalPicture {
        let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"
        guard let answer = TerminalQuestion.answer(to: question, endingWith: UInt8(ascii: "c"), within: 300) else {
            return .braille
        }
        return understood(String(decoding: answer, as: UTF8.self))
    }

    /// What an answer says: `ESC _ G i=31 ; OK ESC \` for Kitty's graphics, and a 4 among the attributes
    /// `ESC [ ? 62 ; 4 ; 22 c` for sixels.
    static func understood(_ answer: String) -> TerminalPicture {
        if answer.contains("_Gi=31;OK") { return .kitty }
        guard let start = answer.range(of: "\u{1B}[?")?.upperBound else { return .braille }
        let attributes = answer[start...].prefix { $0 != "c" }.split(separator: ";")
        return attributes.contains("4") ? .sixel : .braille
    }
}
