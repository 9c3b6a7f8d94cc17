// The list of artifacts: groups unfold in place, older records come below, charts follow what is checked. The address
// in the browser always shows the same view as the page.
import { page } from "./pages.js";
import { currentColours } from "./themes.js";

export function startList() {
  const form = document.getElementById("view");
  const groups = document.getElementById("groups");
  if (!form) return;
  for (const menu of form.querySelectorAll("[data-submits]")) {
    menu.addEventListener("change", () => {
      if (menu.value === "other") form.elements.group_other.focus();
      else form.requestSubmit();
    });
  }
  form.addEventListener("formdata", shorten);
  if (!groups) return;
  groups.querySelector(".draw")?.remove();
  groups.addEventListener("toggle", unfold, true);
  groups.addEventListener("click", addOlder);
  groups.addEventListener("change", check);
  document.addEventListener("themechange", drawCharts);
  syncRows();

  // A group's records are fetched when it is unfolded for the first time.
  async function unfold(event) {
    const details = event.target;
    rememberOpen();
    const link = details.open && details.querySelector(".group-load");
    if (!link) return;
    const records = details.querySelector(".group-records");
    await replace(records, link.href, (fresh) => fresh.querySelector(".group-records")?.childNodes);
    syncRows();
  }

  async function addOlder(event) {
    const link = event.target.closest(".group-older");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const records = link.closest(".group-records");
    records.setAttribute("aria-busy", "true");
    try {
      const fresh = await page(link.href);
      records.querySelector("tbody").append(...fresh.querySelectorAll(".group-records tbody tr"));
      const older = fresh.querySelector(".group-older");
      if (older) link.href = older.href;
      else link.remove();
      syncRows();
    } catch {
      location.assign(link.href);
    } finally {
      records.removeAttribute("aria-busy");
    }
  }

  async function replace(place, address, content) {
    place.setAttribute("aria-busy", "true");
    try {
      place.replaceChildren(...(content(await page(address)) ?? []));
    } catch {
      location.assign(address);
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  // A record's file is the file of its whole training: its other rows follow.
  function check(event) {
    const box = event.target;
    if (box.name === "file") {
      for (const other of groups.querySelectorAll("input[name=file]")) {
        if (other.value === box.value) other.checked = box.checked;
      }
    }
    if (box.name === "checked" && !box.checked) {
      for (const other of box.closest(".group").querySelectorAll("input[name=file]")) other.checked = false;
    }
    syncRows();
    rememberChecked();
    drawCharts();
  }

  // Rows of a checked group are checked with it.
  function syncRows() {
    for (const group of groups.querySelectorAll(".group")) {
      const isChecked = group.querySelector("input[name=checked]").checked;
      for (const row of group.querySelectorAll("input[name=file]")) {
        if (isChecked) row.checked = true;
        row.disabled = isChecked;
      }
    }
  }

  function rememberOpen() {
    if (new URL(location).searchParams.has("group")) return;
    const open = [...groups.querySelectorAll(".group")].filter((group) => group.querySelector("details").open);
    changeAddress({ open: open.length ? open.map((group) => group.dataset.group) : ["none"] });
  }

  function rememberChecked() {
    const shown = [...groups.querySelectorAll("input[name=file]")];
    const visible = new Set(shown.map((box) => box.value));
    const kept = new URL(location).searchParams.getAll("file").filter((file) => !visible.has(file));
    const files = shown.filter((box) => box.checked && !box.disabled).map((box) => box.value);
    const checked = [...groups.querySelectorAll("input[name=checked]:checked")].map((box) => box.value);
    changeAddress({ file: [...new Set([...kept, ...files])], checked });
  }

  function changeAddress(lists) {
    const address = new URL(location);
    for (const [name, values] of Object.entries(lists)) {
      address.searchParams.delete(name);
      for (const value of values) address.searchParams.append(name, value);
    }
    history.replaceState(null, "", address);
  }
}

// Leaves empty fields and repeated ones out of the address: rows of one training name the same file.
function shorten({ formData }) {
  for (const name of new Set(formData.keys())) {
    const values = new Set(formData.getAll(name).filter((value) => value !== ""));
    formData.delete(name);
    for (const value of values) formData.append(name, value);
  }
}

let drawing = 0;

// Fetches the panel for the view in the address.
async function drawCharts() {
  const panel = document.getElementById("charts");
  const split = document.getElementById("split");
  const address = new URL(location);
  const isShown = address.searchParams.has("file") || address.searchParams.has("checked");
  panel.hidden = !isShown;
  split.classList.toggle("has-charts", isShown);
  const turn = ++drawing;
  if (!isShown) {
    panel.querySelector(".charts-grid").replaceChildren();
    return;
  }
  panel.setAttribute("aria-busy", "true");
  address.pathname = "/charts";
  address.searchParams.set("theme", currentColours());
  try {
    const fresh = (await page(address)).getElementById("charts");
    if (turn !== drawing) return;
    panel.replaceChildren(...fresh.childNodes);
  } catch (error) {
    if (turn !== drawing) return;
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    problem.textContent = `${error.message} Check again to try once more.`;
    panel.querySelector(".charts-grid").replaceChildren(problem);
  } finally {
    if (turn === drawing) panel.removeAttribute("aria-busy");
  }
}
