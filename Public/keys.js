// Keys: / to the search, j and k through the rows, x to check one, ? for this list.

const meanings = [
  ["/", "search"],
  ["j  k", "next and previous row"],
  ["x", "check the row"],
  ["c", "compare the checked runs"],
  ["Enter", "open the row, or unfold the group"],
  ["e", "edit the run"],
  ["g a", "artifacts"],
  ["g r", "runs"],
  ["g l", "live"],
  ["g c", "compare"],
  ["g f", "files"],
  ["g t", "trash"],
  ["?", "these keys"],
];

export function startKeys() {
  let afterG = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.querySelector(".keys")?.remove();
      if (event.target.matches("input")) event.target.blur();
      return;
    }
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const action = afterG ? places[event.key] : actions[event.key];
    afterG = event.key === "g";
    if (!action) return;
    event.preventDefault();
    action();
  });
}

const places = {
  a: () => location.assign("/"),
  r: () => location.assign("/runs"),
  l: () => location.assign("/runs?filter=status+%3D+%27running%27"),
  c: () => location.assign("/compare"),
  f: () => location.assign("/files"),
  t: () => location.assign("/trash"),
};

const actions = {
  "/": () => document.getElementById("search")?.select(),
  "?": toggleList,
  j: () => move(1),
  k: () => move(-1),
  x: () => currentRow()?.querySelector("input[type=checkbox]")?.click(),
  e: () => document.getElementById("run-edit-open")?.click(),
  c: () => document.querySelector("#selection-bar button:not(:disabled)")?.click(),
};

const rowSelector = ".group > details > summary, details[open] tbody tr, .run-group > summary, .runs tbody:not(.room) tr";

function currentRow() {
  const focused = document.activeElement;
  return focused?.closest("tr") ?? focused?.closest("summary")?.closest(".group");
}

function move(by) {
  const rows = [...document.querySelectorAll(rowSelector)];
  const focused = document.activeElement;
  const here = rows.findIndex((row) => row === focused || row.contains(focused));
  const row = rows[Math.min(rows.length - 1, Math.max(0, here + by))];
  if (!row) return;
  const target = row.matches("summary") ? row : row.querySelector("input, a");
  target?.focus();
  row.scrollIntoView({ block: "nearest" });
}

function toggleList() {
  const shown = document.querySelector(".keys");
  if (shown) {
    shown.remove();
    return;
  }
  const panel = document.createElement("section");
  panel.className = "keys";
  panel.setAttribute("aria-label", "Keys");
  const heading = document.createElement("h2");
  heading.textContent = "Keys";
  const list = document.createElement("dl");
  for (const [key, meaning] of meanings) {
    const term = document.createElement("dt");
    term.textContent = key;
    const text = document.createElement("dd");
    text.textContent = meaning;
    list.append(term, text);
  }
  panel.append(heading, list);
  document.body.append(panel);
}
