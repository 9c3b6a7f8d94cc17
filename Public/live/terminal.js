// What a program wrote for a terminal, as the page shows it. The server does the same (LogText). No document.
import { longestShown, visible } from "../visible.js";

// What a terminal makes of its own commands (ECMA-48): colours are kept, titles and movements left out.
const commands = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]+[0-~]|[0-OQ-WYZ\\\u0060-~])/g;

// Lines that a program logged, as parts { text, look }: look is the names of classes, empty for plain text. Of a line that
// was written over (a progress bar's) the last state is shown, as in a terminal.
export function loggedParts(text) {
  const lines = new Lines();
  let look = { colour: null, isBold: false };
  let from = 0;
  for (const match of text.matchAll(commands)) {
    lines.add(text.slice(from, match.index), look);
    from = match.index + match[0].length;
    if (/^\u001b\[[\d;]*m$/.test(match[0])) look = changed(look, match[0].slice(2, -1));
  }
  lines.add(text.slice(from), look);
  return cut(lines.parts());
}

// The same without looks.
export function loggedText(text) {
  return loggedParts(text).map((part) => part.text).join("");
}

class Lines {
  constructor() {
    this.done = [];
    this.line = [];
    // Whether what comes next is written over the line.
    this.isOver = false;
  }

  add(text, look) {
    for (const piece of text.split(/([\r\n])/)) {
      if (piece === "\r") this.isOver = true;
      else if (piece === "\n") {
        this.done.push(...this.line, { text: "\n", look: "" });
        this.line = [];
        this.isOver = false;
      } else if (piece !== "") {
        if (this.isOver) this.line = [];
        this.isOver = false;
        this.line.push({ text: visible(piece.replaceAll("\t", "    ")), look: names(look) });
      }
    }
  }

  // Neighbours of the same look as one.
  parts() {
    const parts = [];
    for (const part of [...this.done, ...this.line]) {
      const last = parts[parts.length - 1];
      if (last && last.look === part.look) last.text += part.text;
      else parts.push({ ...part });
    }
    return parts;
  }
}

// The look after a command of colours (SGR). Grounds are left out: what is written on them stays readable.
function changed({ colour, isBold }, codes) {
  const numbers = codes === "" ? [0] : codes.split(";").map(Number);
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at];
    if (code === 0) [colour, isBold] = [null, false];
    else if (code === 1) isBold = true;
    else if (code === 22) isBold = false;
    else if (code === 39) colour = null;
    else if (code >= 30 && code <= 37) colour = code - 30;
    else if (code >= 90 && code <= 97) colour = code - 90;
    else if (code === 38 || code === 48) {
      // Of 256 colours the first 16 are these; the others, and those of three parts, are left out.
      if (code === 38) colour = numbers[at + 1] === 5 && numbers[at + 2] < 16 ? numbers[at + 2] % 8 : null;
      at += numbers[at + 1] === 5 ? 2 : 4;
    }
  }
  return { colour, isBold };
}

function names({ colour, isBold }) {
  return [colour === null ? "" : `ansi-${colour}`, isBold ? "ansi-bold" : ""].filter((name) => name !== "").join(" ");
}

function cut(parts) {
  let room = longestShown;
  const shown = [];
  for (const part of parts) {
    if (part.text.length > room) {
      // Not in the midst of a character.
      shown.push({ ...part, text: `${part.text.slice(0, room).replace(/[\ud800-\udbff]$/, "")}…` });
      break;
    }
    room -= part.text.length;
    shown.push(part);
  }
  return shown;
}
