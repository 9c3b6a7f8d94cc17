// A run's name, tags and notes, changed on its page; and the run deleted. The page has the form for who may do so.
import { page } from "../pages.js";
import { makeElement } from "../plot/elements.js";
import { changesOf, unescapedName, written } from "./changes.js";
import { send } from "./send.js";
import { rememberDeleted } from "./undo.js";

export function startRunEditing() {
  const root = document.getElementById("run");
  if (!root) return;
  const path = `/api/v1/runs/${root.dataset.run}`;
  const remove = document.getElementById("run-delete");
  remove?.addEventListener("click", () => removeRun(remove, path));
  const form = document.getElementById("run-edit");
  if (form) new RunForm(root, form, path);
}

async function removeRun(button, path) {
  const problem = document.getElementById("run-delete-problem");
  button.disabled = true;
  problem.hidden = true;
  try {
    await send("DELETE", path);
    rememberDeleted([{ path, name: document.querySelector("h1").title }], "run");
    location.assign("/runs");
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
    button.disabled = false;
  }
}

class RunForm {
  constructor(root, form, path) {
    Object.assign(this, { root, form, path });
    this.opener = document.getElementById("run-edit-open");
    this.list = form.querySelector(".edit-list");
    this.preview = document.getElementById("notes-preview");
    this.show = document.getElementById("notes-show");
    this.opener.addEventListener("click", () => (form.hidden ? this.open() : this.close()));
    document.getElementById("tag-add").addEventListener("click", () => this.addTag("", "").querySelector("input").focus());
    document.getElementById("edit-cancel").addEventListener("click", () => this.close());
    this.show.addEventListener("click", () => this.togglePreview());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    form.addEventListener("input", () => { this.say(""); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.isChanged()) this.close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    addEventListener("beforeunload", (event) => { if (this.isChanged()) event.preventDefault(); });
  }

  // What is stored now is changed, not what the page was made of.
  async open() {
    this.opener.disabled = true;
    this.fail(null);
    try {
      this.run = await send("GET", this.path);
      this.fill();
      this.form.hidden = false;
      this.opener.setAttribute("aria-expanded", "true");
      this.form.elements.name.focus();
    } catch (error) {
      this.form.hidden = false;
      this.fail(error.message);
    } finally {
      this.opener.disabled = false;
    }
  }

  fill() {
    hold(this.form.elements.name, this.run.name ?? "");
    this.form.elements.notes.value = this.run.notes ?? "";
    this.list.replaceChildren();
    const tags = Object.entries(this.run.tags ?? {}).map(([field, value]) => [unescapedName(field), value]);
    for (const [name, value] of tags.sort(([a], [b]) => (a < b ? -1 : 1))) this.addTag(name, value);
    this.showNotes(false);
    this.say("");
  }

  close() {
    this.run = null;
    this.form.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.focus();
  }

  addTag(name, value) {
    const field = (label, kind) => makeElement("input", { type: "text", className: kind, "aria-label": label, placeholder: kind.slice(4), spellcheck: false });
    const remove = makeElement("button", { type: "button", className: "tag-remove", "aria-label": name === "" ? "Remove this tag" : `Remove the tag ${name}`, title: "Remove" }, ["×"]);
    const item = makeElement("li", {}, [field("Tag", "tag-name"), field("Value", "tag-value"), remove]);
    hold(item.querySelector(".tag-name"), name);
    hold(item.querySelector(".tag-value"), value);
    remove.addEventListener("click", () => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      (next?.querySelector("input") ?? document.getElementById("tag-add")).focus();
      this.say("");
    });
    this.list.append(item);
    return item;
  }

  content() {
    const tags = [...this.list.children].map((item) => [
      read(item.querySelector(".tag-name"), { isName: true }), read(item.querySelector(".tag-value"))]);
    return { name: read(this.form.elements.name, { isName: true }), notes: this.form.elements.notes.value, tags };
  }

  isChanged() {
    if (!this.run || this.form.hidden) return false;
    try {
      return changesOf(this.run, this.content()) !== null;
    } catch {
      return true;
    }
  }

  async save() {
    this.fail(null);
    let change;
    try {
      change = changesOf(this.run, this.content());
    } catch (error) {
      this.fail(error.message);
      return;
    }
    if (!change) {
      this.close();
      return;
    }
    const button = this.form.querySelector("button[type=submit]");
    button.disabled = true;
    this.say("Saving…");
    try {
      await send("PATCH", this.path, change);
      this.close();
      await this.refresh();
    } catch (error) {
      this.say("");
      this.fail(error.status === 409 ? await this.conflict(change, error.message) : error.message);
    } finally {
      button.disabled = false;
    }
  }

  // Somebody else was quicker. What they wrote is shown, what was written here stays in the form, and saving again replaces theirs.
  async conflict(change, message) {
    let stored;
    try {
      stored = await send("GET", this.path);
    } catch (error) {
      return `${message} ${error.message}`;
    }
    const theirs = Object.keys(change.expected).flatMap((path) => {
      const value = (run) => (path.startsWith("tags.") ? run.tags?.[path.slice(5)] : run[path]) ?? "";
      if (value(stored) === value(this.run)) return [];
      const name = path.startsWith("tags.") ? `the tag ${unescapedName(path.slice(5))}` : `the ${path}`;
      return [`${name} (now: ${cut(value(stored)) || "empty"})`];
    });
    this.run = stored;
    return theirs.length === 0 ? message : `Somebody else has changed ${theirs.join(", ")} meanwhile. Nothing of yours is saved yet; save again to replace theirs.`;
  }

  // What the server makes of it, in its place.
  async refresh() {
    const fresh = await page(location.href);
    for (const part of this.root.querySelectorAll("[data-fresh]")) {
      const other = fresh.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      if (!other) continue;
      part.replaceChildren(...other.childNodes);
      if (other.title) part.title = other.title;
    }
    document.title = fresh.title;
  }

  async togglePreview() {
    if (!this.preview.hidden) {
      this.showNotes(false);
      this.form.elements.notes.focus();
      return;
    }
    this.fail(null);
    try {
      const answer = await fetch("/notes", { method: "POST", body: this.form.elements.notes.value, headers: { "content-type": "text/plain" } });
      const text = await answer.text();
      if (!answer.ok) throw new Error("The notes cannot be shown.");
      // The server's own HTML, in which nothing of the text is an element.
      const parts = new DOMParser().parseFromString(text, "text/html").body.childNodes;
      this.preview.replaceChildren(...parts);
      if (this.preview.childNodes.length === 0) this.preview.textContent = "There are no notes.";
      this.showNotes(true);
    } catch (error) {
      this.fail(error instanceof TypeError ? "The server cannot be reached." : error.message);
    }
  }

  showNotes(isPreview) {
    this.preview.hidden = !isPreview;
    this.form.elements.notes.hidden = isPreview;
    this.show.setAttribute("aria-pressed", String(isPreview));
    this.show.textContent = isPreview ? "Write" : "Preview";
  }

  say(text) {
    document.getElementById("edit-said").textContent = text;
  }

  fail(text) {
    const problem = document.getElementById("edit-problem");
    problem.textContent = text ?? "";
    problem.hidden = text === null;
  }
}

function cut(text) {
  const characters = [...text];
  return characters.length > 120 ? `${characters.slice(0, 120).join("")}…` : text;
}

// What is stored, in a control of one line, which may show less of it.
const held = new WeakMap();

function hold(control, stored) {
  control.value = stored;
  held.set(control, { stored, shown: control.value });
}

function read(control, options) {
  return written({ ...held.get(control), value: control.value }, options);
}
