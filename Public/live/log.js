// The text of a run: the newest lines, followed as they come; older ones where one scrolls.
import { grouped } from "../plot/format.js";
import { startDays } from "./days.js";
import { LogFinder } from "./find.js";
import { HeldLines } from "./lines.js";
import { Marks } from "./marks.js";
import { rowOf } from "./row.js";

// So near to its end, in pixels, a list counts as scrolled to it.
const nearEnd = 24;
const portion = 500;

export class RunLog {
  // changed: called when the stream has to ask for another level.
  constructor(section, { run, changed }) {
    Object.assign(this, { section, run, changed });
    const part = (name) => section.querySelector(`[data-log="${name}"]`);
    this.list = part("lines");
    this.levels = part("level");
    this.followButton = part("follow");
    this.olderButton = part("older");
    this.newerButton = part("newer");
    this.note = part("note");
    this.found = part("found");
    this.steps = [part("before"), part("next")];
    this.marks = new Marks(this.list);
    this.finder = new LogFinder({
      ask: (text, after) => this.matches(text, after), tell: () => this.tellFound(),
    });
    this.held = new HeldLines();
    this.held.replace([...this.list.children].map((row) => ({ position: row.dataset.position })));
    // The server shows whether there is more in front.
    this.begin = this.held.last;
    section.querySelector(".log-bar").hidden = false;
    this.levels.addEventListener("change", () => this.levelChanged());
    this.followButton.addEventListener("click", () => this.follow());
    this.olderButton.addEventListener("click", () => this.older());
    this.newerButton.addEventListener("click", () => this.newer());
    this.startFinding(part("find"));
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    startDays(this.list);
    this.toEnd();
    new ResizeObserver(() => this.toEnd()).observe(this.list);
    addEventListener("hashchange", () => this.toLinkedLine());
    this.toLinkedLine();
    this.tell();
  }

  startFinding(box) {
    let timer;
    const search = () => {
      clearTimeout(timer);
      if (box.value !== this.finder.text) this.finder.search(box.value);
    };
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 250);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (box.value !== this.finder.text) search();
      else this.toMatch(event.shiftKey ? -1 : 1);
    });
    this.steps.forEach((button, index) => button.addEventListener("click", () => this.toMatch(index === 0 ? -1 : 1)));
  }

  async matches(text, after) {
    const fields = new URLSearchParams({ text, level: this.level });
    if (after !== null) fields.set("after", after);
    const answer = await fetch(`/api/v1/runs/${encodeURIComponent(this.run)}/logs/matches?${fields}`);
    const content = await answer.json();
    if (!answer.ok) throw new Error(content.detail);
    return content;
  }

  toMatch(by) {
    const position = this.finder.step(by);
    if (position !== null) this.toLine(position);
    this.tellFound();
  }

  tellFound() {
    const { finder } = this;
    this.found.textContent = finder.words(grouped);
    this.found.classList.toggle("problem-text", finder.problem !== "");
    for (const button of this.steps) button.disabled = finder.matches.length === 0;
    this.marks.show(finder.text);
    // The last match at once: it is what one looks for first.
    if (finder.index < 0 && finder.matches.length > 0 && !finder.isSearching) this.toMatch(1);
  }

  toLinkedLine() {
    const position = /^#line-(-?\d+\.\d+)$/.exec(location.hash)?.[1];
    if (position) this.toLine(position);
  }

  // Shows a line, wherever in the log it is.
  async toLine(position) {
    this.held.isFollowing = false;
    let row = this.rowAt(position);
    if (!row) {
      await this.loadAround(position);
      row = this.rowAt(position);
    }
    for (const other of this.list.querySelectorAll("[data-current]")) delete other.dataset.current;
    if (row) {
      row.dataset.current = "";
      this.list.scrollTop = row.offsetTop - this.list.offsetTop - this.list.clientHeight / 2;
      this.lastTop = this.list.scrollTop;
      // The list itself may lie outside of what is seen of the page.
      row.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.tell();
  }

  rowAt(position) {
    return document.getElementById(`line-${position}`);
  }

  async loadAround(position) {
    const [sequence, index] = position.split(".");
    const [before, after] = await Promise.all([
      this.ask({ before: `${sequence}.${Number(index) + 1}`, limit: portion }), this.ask({ after: position, limit: portion }),
    ]);
    if (!before || !after) return;
    this.held.replace([...before, ...after]);
    this.held.isCut = after.length === portion;
    this.list.replaceChildren(...[...before, ...after].map(rowOf));
    this.olderButton.hidden = before.length < portion;
    this.marks.show(this.finder.text);
  }

  // What follows on a part of the log that does not reach its end.
  async newer() {
    const last = this.list.lastElementChild?.dataset.position;
    if (!last || this.isAsking) return;
    this.isAsking = true;
    const lines = await this.ask({ after: last, limit: portion });
    this.isAsking = false;
    if (!lines) return;
    const { scrollTop, scrollHeight } = this.list;
    this.list.append(...lines.map(rowOf));
    const grown = this.list.scrollHeight - scrollHeight;
    const removed = this.held.extend(lines, lines.length === portion);
    for (let count = 0; count < removed; count += 1) this.list.firstElementChild?.remove();
    if (removed > 0) this.olderButton.hidden = false;
    // What the reader looks at stays where it is.
    this.list.scrollTop = scrollTop + this.list.scrollHeight - scrollHeight - grown;
    this.lastTop = this.list.scrollTop;
    this.marks.show(this.finder.text);
    this.tell();
  }

  get level() {
    return this.levels.value;
  }

  // Behind which position the stream is to begin when it has no place of its own.
  get behind() {
    return this.begin ?? "-9223372036854775808.0";
  }

  // Lines of the stream.
  add(lines) {
    if (this.early) {
      this.early.push(...lines);
      return;
    }
    const { shown, removed } = this.held.add(lines);
    this.show(shown, removed);
  }

  show(shown, removed) {
    if (shown.length > 0) {
      this.section.hidden = false;
      for (let count = 0; count < removed; count += 1) this.list.firstElementChild?.remove();
      if (removed > 0) this.olderButton.hidden = false;
      this.list.append(...shown.map(rowOf));
      this.marks.show(this.finder.text);
      this.toEnd();
    }
    this.tell();
  }

  async levelChanged() {
    // First the stream with the new level, then the end of the log: what comes in between is told by both, and kept once.
    this.early = [];
    this.changed();
    await this.reload();
    if (this.finder.text !== "") this.finder.search(this.finder.text);
  }

  follow() {
    const next = this.held.follow();
    if (next === null) {
      this.reload();
      return;
    }
    this.show(next.shown, next.removed);
    this.toEnd();
  }

  // The end of the log in the place of what is shown.
  async reload() {
    this.early ??= [];
    this.held.isFollowing = true;
    const lines = await this.ask({ before: "end", limit: 1_000 });
    const early = this.early;
    this.early = null;
    if (lines) {
      this.held.replace(lines);
      this.list.replaceChildren(...lines.map(rowOf));
      this.olderButton.hidden = lines.length < 1_000;
      this.toEnd();
    }
    this.add(early);
  }

  async older() {
    const first = this.list.firstElementChild?.dataset.position;
    if (!first || this.isAsking) return;
    this.isAsking = true;
    this.held.isFollowing = false;
    const lines = await this.ask({ before: first, limit: portion });
    this.isAsking = false;
    if (!lines) return;
    const { scrollHeight, scrollTop } = this.list;
    const removed = this.held.prepend(lines.length);
    this.list.prepend(...lines.map(rowOf));
    // What the reader looks at stays where it is.
    this.list.scrollTop = scrollTop + this.list.scrollHeight - scrollHeight;
    for (let count = 0; count < removed; count += 1) this.list.lastElementChild?.remove();
    this.olderButton.hidden = lines.length < portion;
    this.tell();
  }

  // Gives null when the server does not answer, and says so.
  async ask(place) {
    const fields = new URLSearchParams({ ...place, level: this.level });
    this.list.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/api/v1/runs/${encodeURIComponent(this.run)}/logs?${fields}`);
      const content = await answer.json();
      if (!answer.ok) throw new Error(content.detail);
      this.problem = "";
      return content.lines;
    } catch (error) {
      this.problem = error instanceof TypeError ? "The server cannot be reached." : error.message;
      return null;
    } finally {
      this.list.removeAttribute("aria-busy");
      this.tell();
    }
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    const isAtEnd = scrollHeight - scrollTop - clientHeight <= nearEnd;
    // Where the list was put by the page itself says nothing about the reader.
    if (!isAtEnd && this.held.isFollowing && scrollTop < (this.lastTop ?? 0)) this.held.isFollowing = false;
    if (isAtEnd && !this.held.isFollowing && scrollTop > (this.lastTop ?? 0)) {
      if (this.held.isCut) this.newer();
      else this.follow();
    }
    this.lastTop = scrollTop;
    this.tell();
  }

  toEnd() {
    if (!this.held.isFollowing) return;
    this.list.scrollTop = this.list.scrollHeight;
    this.lastTop = this.list.scrollTop;
  }

  tell() {
    const { isFollowing, unseen, count } = this.held;
    this.followButton.hidden = isFollowing;
    this.newerButton.hidden = isFollowing || !this.held.isCut;
    this.followButton.textContent = unseen > 0 ? `Follow (${grouped(unseen)} new)` : "Follow";
    const shown = `${grouped(count)} ${count === 1 ? "line" : "lines"} shown`;
    this.note.textContent = this.problem || (isFollowing ? shown : `${shown}, not following`);
    this.note.classList.toggle("problem-text", Boolean(this.problem));
  }
}
