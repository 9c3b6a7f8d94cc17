// Text of strangers as the page may show it, as the server does (VisibleText, LogText): with nothing in it that moves, hides
// or reorders what stands around it.

// More than this of one text nobody reads.
export const longestShown = 10_000;

// Controls, marks of direction, separators, and spaces without width; not those that join or part letters and emoji.
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

// One line of text.
export function visible(text, most = longestShown) {
  const points = text.length > most ? Array.from(text.slice(0, 2 * most + 2)) : null;
  const cut = points && points.length > most ? `${points.slice(0, most).join("")}…` : text;
  return cut.replace(invisible, named);
}

function named(character) {
  return `⟨U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

// What a terminal makes of its own commands is left out: colours, titles, movements (ECMA-48).
const commands = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]+[0-~]|[0-OQ-WYZ\\\u0060-~])/g;

// Lines that a program logged. Of a line that was written over (a progress bar's) the last state is shown, as in a terminal.
export function loggedText(text) {
  const lines = text.replace(commands, "").split("\n").map((line) => {
    const states = line.split("\r");
    const last = states.findLast((state) => state !== "") ?? "";
    return visible(last.replaceAll("\t", "    "));
  });
  const shown = lines.join("\n");
  return shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
}
