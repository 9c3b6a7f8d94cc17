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
