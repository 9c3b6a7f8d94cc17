// A click on a cell of a table offers to copy it, its row or the table, and in the list of runs to filter by it.
import { copied } from "../copying.js";
import { makeElement } from "../plot/elements.js";
import { both, conditionOf, csvText } from "./texts.js";

let panel = null;

export function startCells() {
  document.addEventListener("click", (event) => {
    if (panel?.contains(event.target)) return;
    const wasOpen = panel?.dataset.cell !== undefined;
    close();
    const cell = event.target.closest("td, tbody th");
    // A link is followed, a box is checked, text is selected as ever.
    if (!cell || wasOpen || event.target.closest("a, button, input, label, select") || !getSelection().isCollapsed) return;
    if (cell.closest(".room") || !cell.closest("table")) return;
    if (contentOf(cell).text !== "" && !cell.matches(".check")) open(cell, event);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("scroll", close, { capture: true, passive: true });
}

function close() {
  panel?.remove();
  panel = null;
}

function contentOf(cell) {
  const text = (cell.querySelector("bdi, .status") ?? cell).textContent.trim();
  const full = cell.title !== "" ? cell.title : cell.querySelector("[title]")?.title || (text === "–" ? "" : text);
  return { text, full: text === "–" ? "" : full, isNumber: cell.classList.contains("number") };
}

function open(cell, { clientX, clientY }) {
  const table = cell.closest("table");
  const content = contentOf(cell);
  const { field } = table.tHead?.rows[0].cells[cell.cellIndex]?.dataset ?? {};
  const box = document.getElementById("search");
  const actions = [];
  if (field && box?.dataset.completes === "runs" && cell.closest("tbody.run-rows, tbody.pinned-rows")) {
    const offer = (label, isNot) => {
      const condition = conditionOf(field, content, isNot);
      if (condition) actions.push([label, condition, () => filter(box, condition)]);
    };
    offer("Filter to this", false);
    offer("Leave this out", true);
  }
  const rows = [...table.tBodies].filter((body) => !body.matches(".room")).flatMap((body) => [...body.rows]);
  actions.push(
    ["Copy the value", content.full, () => copy(content.full)],
    ["Copy the row", "", () => copy(csvText([rowTexts(cell.closest("tr"))]))],
    [`Copy ${rows.length} ${rows.length === 1 ? "row" : "rows"} as CSV`, "",
      () => copy(csvText([...(table.tHead?.rows ?? []), ...rows].map(rowTexts)))],
  );
  panel = makeElement("div", { className: "cell-menu", role: "menu", "aria-label": "This cell" }, actions.map(([label, title, act]) => {
    const button = makeElement("button", { type: "button", role: "menuitem", title }, [label]);
    button.addEventListener("click", act);
    return button;
  }));
  panel.dataset.cell = "";
  panel.addEventListener("keydown", move);
  document.body.append(panel);
  const { offsetWidth, offsetHeight } = panel;
  panel.style.left = `${Math.max(8, Math.min(clientX, innerWidth - offsetWidth - 8))}px`;
  panel.style.top = `${clientY + offsetHeight + 12 > innerHeight ? Math.max(8, clientY - offsetHeight - 8) : clientY + 8}px`;
  panel.querySelector("button").focus({ preventScroll: true });
}

function move(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = [...panel.querySelectorAll("button")];
  buttons[(buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length].focus();
}

function filter(box, condition) {
  box.value = both(box.value, condition);
  close();
  box.form.requestSubmit();
}

// The cells of a row but those of checks.
function rowTexts(row) {
  return [...row.cells].filter((cell) => !cell.matches(".check")).map((cell) => {
    if (cell.closest("thead")) return cell.title || cell.textContent.trim();
    return contentOf(cell).full;
  });
}

async function copy(text) {
  const menu = panel;
  const said = (await copied(text, menu ?? undefined)) ? "Copied." : "The browser did not let the page copy it.";
  menu?.replaceChildren(makeElement("p", { role: "status" }, [said]));
  setTimeout(() => { if (panel === menu) close(); }, 900);
}
