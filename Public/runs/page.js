// The list of runs: completion in the search box, menus, rows that come as one scrolls, groups that unfold in place, and what
// is checked.
import { page } from "../pages.js";
import { startCompletion } from "./completion.js";
import { refresh } from "./fresh.js";
import { RunScroll } from "./scroll.js";
import { startSearch } from "./search.js";
import { startSaved } from "./saved.js";
import { Selection } from "./selection.js";

// Returns what keeps the list true: called with the page as it is now, as a document.
export function startRuns() {
  const content = document.getElementById("runs-content");
  if (!content) return null;
  const box = document.getElementById("search");
  if (box) startCompletion(box);
  const search = document.getElementById("runs-search");
  search?.addEventListener("formdata", leaveEmptyOut);
  startSearch(search);
  for (const menu of document.querySelectorAll(".runs-group select")) {
    menu.form.addEventListener("formdata", leaveEmptyOut);
    menu.addEventListener("change", () => menu.form.requestSubmit());
  }
  startMenu(document.getElementById("columns"));
  startSaved();
  const bar = document.getElementById("selection-bar");
  const selection = bar && new Selection(document.getElementById("selection"), bar);
  const shown = (place) => selection?.sync(place);
  const begin = () => {
    shown(content);
    for (const pane of content.querySelectorAll(".runs-pane")) new RunScroll(pane, shown, { isWhole: true });
  };
  begin();
  content.addEventListener("toggle", (event) => unfold(event.target, shown), true);
  return (fresh) => renew(content, fresh, begin);
}

function renew(content, fresh, begin) {
  const place = fresh.getElementById("runs-content");
  const isEmpty = () => document.querySelector(".content > .empty") !== null;
  // The first run of all brings a search box and menus with it.
  if (!place || isEmpty() !== (fresh.querySelector(".content > .empty") !== null)) {
    location.reload();
    return;
  }
  const all = document.getElementById("selection-all");
  if (all) all.dataset.count = fresh.getElementById("selection-all")?.dataset.count ?? all.dataset.count;
  document.getElementById("runs-summary").replaceWith(fresh.getElementById("runs-summary"));
  const pane = content.querySelector(".runs-pane");
  const isWhole = refresh(content, place);
  document.getElementById("runs-newer").hidden = isWhole;
  if (content.querySelector(".runs-pane") !== pane) begin();
}

function leaveEmptyOut({ formData }) {
  for (const name of new Set(formData.keys())) {
    const values = formData.getAll(name);
    // An empty column says that there shall be no other.
    if (name === "col" || !values.includes("")) continue;
    formData.delete(name);
    const filled = values.filter((value) => value !== "");
    for (const value of filled) formData.append(name, value);
  }
}

function startMenu(menu) {
  if (!menu) return;
  const find = menu.querySelector(".menu-find");
  find.hidden = false;
  find.addEventListener("input", () => {
    const typed = find.value.trim().toLowerCase();
    for (const option of menu.querySelectorAll(".menu-option")) {
      option.hidden = !option.querySelector("bdi").textContent.toLowerCase().includes(typed);
    }
    for (const part of menu.querySelectorAll("fieldset")) part.hidden = !part.querySelector(".menu-option:not([hidden])");
  });
  find.addEventListener("keydown", (event) => {
    // Enter shows what is checked; without a check, the only column that was found.
    const found = menu.querySelectorAll(".menu-option:not([hidden])");
    if (event.key === "Enter" && find.value !== "" && found.length === 1) found[0].querySelector("input").checked = true;
  });
  menu.addEventListener("toggle", () => { if (menu.open) find.focus(); });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => { if (menu.open && !menu.contains(event.target)) menu.open = false; });
}

// A group's content is fetched when it is unfolded for the first time.
async function unfold(details, shown) {
  const link = details.open && details.matches(".run-group") && details.querySelector(":scope > div > p > .run-group-load");
  if (!link) return;
  const place = details.querySelector(".run-group-content");
  place.setAttribute("aria-busy", "true");
  try {
    const fresh = (await page(link.href)).getElementById("runs-content");
    // The pinned runs stand at the top of the page already.
    for (const pinned of fresh.querySelectorAll(".pinned-rows")) pinned.remove();
    for (const pane of fresh.querySelectorAll(".runs-pane")) if (!pane.querySelector("tbody tr")) pane.remove();
    place.replaceChildren(...fresh.childNodes);
    shown(place);
    for (const pane of place.querySelectorAll(".runs-pane")) new RunScroll(pane, shown);
  } catch {
    location.assign(link.href);
  } finally {
    place.removeAttribute("aria-busy");
  }
}
