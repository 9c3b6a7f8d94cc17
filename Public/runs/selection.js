// Which runs are checked: remembered while the tab is open, whatever is scrolled, sorted or searched meanwhile.

import { send, sendEach } from "../edit/send.js";
import { rememberDeleted } from "../edit/undo.js";
import { checkedWords } from "./checked.js";

const key = "runs-checked";
// An address has room for so many runs; fewer are pinned or hidden at a time.
const most = { csv: 300, pin: 20, hide: 100 };
const mostCompared = 20;

export class Selection {
  constructor(form, bar) {
    Object.assign(this, { form, bar });
    this.runs = stored();
    this.count = document.getElementById("selection-count");
    this.clear = document.getElementById("selection-clear");
    this.buttons = [...bar.querySelectorAll("button[type=submit]")];
    this.clear.addEventListener("click", () => {
      this.runs.clear();
      this.changed();
      this.sync(document);
    });
    this.problem = document.getElementById("selection-problem");
    this.remove = document.getElementById("selection-delete");
    this.remove?.addEventListener("click", () => this.removeRuns());
    this.all = document.getElementById("selection-all");
    this.all?.addEventListener("click", () => this.checkAll());
    form.addEventListener("submit", (event) => { this.target = event.submitter?.getAttribute("formaction"); });
    form.addEventListener("formdata", ({ formData }) => this.fill(formData));
    document.addEventListener("change", (event) => {
      if (event.target.matches("input[name=run]")) this.checked(event.target);
    });
    document.addEventListener("click", (event) => this.range(event));
    this.show();
  }

  // Checks the boxes of rows that have come into the page.
  sync(place) {
    for (const box of place.querySelectorAll("input[name=run]")) box.checked = this.runs.has(box.value);
  }

  checked(box) {
    if (box.checked) this.runs.add(box.value);
    else this.runs.delete(box.value);
    for (const other of document.querySelectorAll("input[name=run]")) {
      if (other.value === box.value) other.checked = box.checked;
    }
    this.changed();
  }

  // With shift, all from the box before to this one.
  range(event) {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== "run") return;
    const boxes = [...document.querySelectorAll("input[name=run]")];
    const [from, to] = [boxes.indexOf(this.lastBox), boxes.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) {
      for (const other of boxes.slice(from, to + 1)) {
        other.checked = box.checked;
        if (box.checked) this.runs.add(other.value);
        else this.runs.delete(other.value);
      }
      this.changed();
    }
    this.lastBox = box;
  }

  changed() {
    this.isSure = false;
    try {
      sessionStorage.setItem(key, JSON.stringify([...this.runs]));
    } catch {
      // Without storage they are remembered while the page is open.
    }
    this.show();
  }

  show() {
    const count = this.runs.size;
    this.count.textContent = checkedWords(count, { ...most, compared: mostCompared });
    if (this.remove) this.remove.disabled = count === 0;
    if (this.all) {
      const { count: matching } = this.all.dataset;
      this.all.hidden = Number(matching) < 2;
      // As the server wrote it: nothing moves.
      this.all.textContent = `Check all ${matching}`;
    }
    for (const button of this.buttons) {
      const limit = most[button.value || button.dataset.kind] ?? Infinity;
      button.disabled = count === 0 || count > limit;
      button.title = count > limit ? `At most ${limit} runs` : "";
    }
    this.clear.hidden = count === 0;
  }

  // Those that are not in the page, too. They come in the order of the list; of very many, the first ones.
  async checkAll() {
    this.problem.textContent = "";
    this.all.disabled = true;
    try {
      const { runs, isWhole } = await send("GET", this.all.dataset.address);
      for (const run of runs) this.runs.add(run);
      this.changed();
      this.sync(document);
      if (!isWhole) this.problem.textContent = `These are the first ${runs.length.toLocaleString("en")}; more cannot be checked at a time.`;
    } catch (error) {
      this.problem.textContent = error.message;
    } finally {
      this.all.disabled = false;
    }
  }

  async removeRuns() {
    const items = [...this.runs].map((run) => ({ run, path: `/api/v1/runs/${run}`, name: nameOf(run) }));
    this.problem.textContent = "";
    // What was checked in another list is not deleted by who has forgotten it.
    const unseen = items.filter(({ run }) => !document.querySelector(`input[name=run][value="${run}"]`)).length;
    if (unseen > 0 && !this.isSure) {
      this.isSure = true;
      this.problem.textContent = `${unseen === 1 ? "One" : unseen} of these ${items.length} ${unseen === 1 ? "is" : "are"} not among the rows here. Delete again deletes all of them.`;
      return;
    }
    this.remove.disabled = true;
    const { done, problem } = await sendEach(items, ({ path }) => send("DELETE", path),
      (count) => { this.count.textContent = `Deleting ${count} of ${items.length}…`; });
    for (const { run } of done) this.runs.delete(run);
    rememberDeleted(done.map(({ path, name }) => ({ path, name })), "run");
    this.changed();
    if (done.length > 0 && !problem) location.reload();
    else this.problem.textContent = done.length === 0 ? problem : `${done.length} are deleted. ${problem}`;
  }

  // The form has the boxes in the page; what is checked elsewhere goes with them. A comparison needs only the runs.
  fill(formData) {
    if (this.target === "/compare") for (const name of [...new Set(formData.keys())]) formData.delete(name);
    formData.delete("run");
    const runs = [...this.runs];
    for (const run of this.target === "/compare" ? runs.slice(0, mostCompared) : runs) formData.append("run", run);
    // What was hidden is not in the way of the next choice.
    if (formData.get("act") === "hide") {
      this.runs.clear();
      this.changed();
    }
  }
}

function nameOf(run) {
  return document.querySelector(`input[name=run][value="${run}"]`)?.closest("tr").querySelector(".run-name")?.title || "A run";
}

function stored() {
  try {
    const list = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(list) ? list.filter((run) => typeof run === "string" && /^[0-9a-f]{32}$/.test(run)) : []);
  } catch {
    return new Set();
  }
}
