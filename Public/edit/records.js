// Artifacts that are selected to be deleted, in the list; and one on its own page. The checks of the list are for charts: these
// ones come when they are asked for.
import { copied } from "../copying.js";
import { makeElement } from "../plot/elements.js";
import { send, sendEach } from "./send.js";
import { rememberDeleted } from "./undo.js";

export function startRecords() {
  startRecord();
  const choose = document.getElementById("choose-records");
  const groups = document.getElementById("groups");
  if (choose && groups) new RecordChoice(choose, groups);
}

function startRecord() {
  const root = document.getElementById("artifact");
  if (!root) return;
  const path = root.dataset.artifact;
  const problem = document.getElementById("artifact-problem");
  const tell = (text) => {
    problem.textContent = text;
    problem.hidden = false;
  };
  const copy = document.getElementById("copy-json");
  copy.addEventListener("click", async () => {
    try {
      const answer = await fetch(path, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error("The artifact cannot be read any more.");
      // As it came: numbers of scripts have fewer digits.
      if (!(await copied(await answer.text()))) throw new Error("The browser did not let the page copy it.");
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy JSON"; }, 1500);
    } catch (error) {
      tell(error instanceof TypeError ? "The server cannot be reached." : error.message);
    }
  });
  const remove = document.getElementById("artifact-delete");
  remove?.addEventListener("click", async () => {
    remove.disabled = true;
    try {
      await send("DELETE", path);
      rememberDeleted([{ path, name: document.querySelector("h1").title }], "record");
      location.assign("/");
    } catch (error) {
      tell(error.message);
      remove.disabled = false;
    }
  });
}

class RecordChoice {
  constructor(choose, groups) {
    Object.assign(this, { choose, groups });
    this.bar = document.getElementById("chosen-bar");
    this.remove = document.getElementById("chosen-delete");
    this.chosen = new Map();
    choose.addEventListener("click", () => this.toggle());
    document.getElementById("chosen-end").addEventListener("click", () => this.toggle());
    this.remove.addEventListener("click", () => this.removeChosen());
    groups.addEventListener("change", (event) => { if (event.target.matches(".choose-box")) this.take(event.target); });
    // Rows come when groups unfold and when older records are asked for.
    this.watch = new MutationObserver(() => this.mark());
  }

  get isOn() {
    return this.choose.getAttribute("aria-pressed") === "true";
  }

  toggle() {
    const isOn = !this.isOn;
    this.choose.setAttribute("aria-pressed", String(isOn));
    this.groups.classList.toggle("choosing", isOn);
    this.bar.hidden = !isOn;
    this.chosen.clear();
    if (isOn) {
      this.mark();
      this.watch.observe(this.groups, { childList: true, subtree: true });
    } else {
      this.watch.disconnect();
      for (const cell of this.groups.querySelectorAll(".choose")) cell.remove();
      this.choose.focus();
    }
    this.show();
  }

  mark() {
    for (const row of this.groups.querySelectorAll("table tr")) {
      if (row.querySelector(".choose")) continue;
      const { record } = row.dataset;
      const content = record ? [makeElement("input", { type: "checkbox", className: "choose-box", value: record, checked: this.chosen.has(record), "aria-label": `Select ${nameOf(row)}` })] : ["Select"];
      row.prepend(makeElement(record ? "td" : "th", record ? { className: "choose" } : { className: "choose", scope: "col" }, content));
    }
  }

  take(box) {
    if (box.checked) this.chosen.set(box.value, nameOf(box.closest("tr")));
    else this.chosen.delete(box.value);
    this.show();
  }

  show(text) {
    const count = this.chosen.size;
    document.getElementById("chosen-count").textContent = text ?? (count === 0 ? "Select records to" : `${count} selected`);
    this.remove.disabled = count === 0;
  }

  async removeChosen() {
    const items = [...this.chosen].map(([path, name]) => ({ path, name }));
    this.remove.disabled = true;
    const { done, problem } = await sendEach(items, ({ path }) => send("DELETE", path),
      (count) => this.show(`Deleting ${count} of ${items.length}…`));
    rememberDeleted(done, "record");
    if (!problem) {
      location.reload();
      return;
    }
    for (const { path } of done) {
      this.chosen.delete(path);
      this.groups.querySelector(`tr[data-record="${CSS.escape(path)}"]`)?.remove();
    }
    this.show();
    document.getElementById("chosen-problem").textContent = done.length === 0 ? problem : `${done.length} are deleted. ${problem}`;
  }
}

function nameOf(row) {
  return row.querySelector(".time a")?.textContent ? `the record of ${row.querySelector(".time a").textContent}` : "the record";
}
