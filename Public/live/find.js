// Looks for a text in all of a log, a bounded part of it at a time, so that a log of any length stalls nobody. No document.

// So many matches are remembered; more are counted.
export const mostKept = 2_000;

// ask: (text, after) to a promise of { lines, count, scanned, next }, next being null at the end. tell: called with each
// change.
export class LogFinder {
  constructor({ ask, tell }) {
    Object.assign(this, { ask, tell });
    this.clear();
  }

  clear() {
    this.turn = (this.turn ?? 0) + 1;
    this.text = "";
    this.matches = [];
    this.count = 0;
    this.scanned = 0;
    this.index = -1;
    this.isSearching = false;
    this.problem = "";
  }

  async search(text) {
    this.clear();
    this.text = text;
    if (text === "") {
      this.tell();
      return;
    }
    const { turn } = this;
    this.isSearching = true;
    this.tell();
    let after = null;
    try {
      do {
        const { lines, count, scanned, next } = await this.ask(text, after);
        // Somebody looks for something else by now.
        if (turn !== this.turn) return;
        this.matches.push(...lines.slice(0, mostKept - this.matches.length).map(({ position }) => position));
        this.count += count;
        this.scanned += scanned;
        after = next === after ? null : next;
        this.tell();
      } while (after !== null);
    } catch (error) {
      if (turn !== this.turn) return;
      this.problem = error instanceof TypeError ? "The server cannot be reached." : error.message;
    }
    this.isSearching = false;
    this.tell();
  }

  // The match after or before the one that is shown, round the ends; the last one at first, where a log tells what went
  // wrong. null without any.
  step(by) {
    const { length } = this.matches;
    if (length === 0) return null;
    this.index = this.index < 0 ? length - 1 : (this.index + by + length) % length;
    return this.matches[this.index];
  }

  // How it stands, in words.
  words(grouped) {
    if (this.problem) return this.problem;
    if (this.text === "") return "";
    const place = this.index < 0 ? "" : `${grouped(this.index + 1)} of `;
    const matches = `${place}${grouped(this.count)} ${this.count === 1 ? "match" : "matches"}`;
    return this.isSearching ? `${matches} in ${grouped(this.scanned)} lines so far…` : matches;
  }
}
