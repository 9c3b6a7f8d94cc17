// The text of a run: the newest lines, followed as they come; older ones where one scrolls.
import { makeElement } from "../plot/elements.js";
import { grouped } from "../plot/format.js";
import { loggedText } from "../visible.js";
import { HeldLines } from "./lines.js";
import { momentOf } from "./words.js";

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
    this.note = part("note");
    this.held = new HeldLines();
    this.held.replace([...this.list.children].map((row) => ({ position: row.dataset.position })));
    // The server shows whether there is more in front.
    this.begin = this.held.last;
    section.querySelector(".log-bar").hidden = false;
    this.levels.addEventListener("change", () => this.levelChanged());
    this.followButton.addEventListener("click", () => this.follow());
    this.olderButton.addEventListener("click", () => this.older());
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.toEnd();
    new ResizeObserver(() => this.toEnd()).observe(this.list);
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
      this.toEnd();
    }
    this.tell();
  }

  async levelChanged() {
    // First the stream with the new level, then the end of the log: what comes in between is told by both, and kept once.
    this.early = [];
    this.changed();
    await this.reload();
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
    const lines = await this.ask("end", 1_000);
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
    const lines = await this.ask(first, portion);
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
  async ask(before, limit) {
    const fields = new URLSearchParams({ before, limit, level: this.level });
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
    if (isAtEnd && !this.held.isFollowing && scrollTop > (this.lastTop ?? 0)) this.follow();
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
    this.followButton.textContent = unseen > 0 ? `Follow (${grouped(unseen)} new)` : "Follow";
    const shown = `${grouped(count)} ${count === 1 ? "line" : "lines"} shown`;
    this.note.textContent = this.problem || (isFollowing ? shown : `${shown}, not following`);
    this.note.classList.toggle("problem-text", Boolean(this.problem));
  }
}

function rowOf({ position, time, level, text }) {
  const moment = new Date(momentOf(time));
  const isKnown = !Number.isNaN(moment.getTime());
  const stamp = makeElement("time", { className: "log-time", title: isKnown ? moment.toISOString() : "" }, [
    isKnown ? moment.toISOString().slice(11, 23) : "",
  ]);
  const row = makeElement("div", { className: "log-line" }, [
    stamp, makeElement("span", { className: "log-level" }, [level]),
    makeElement("span", { className: "log-text", dir: "auto" }, [loggedText(text)]),
  ]);
  row.dataset.position = position;
  row.dataset.level = level;
  return row;
}
