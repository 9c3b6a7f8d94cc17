// What was deleted a moment ago, and a way back: a bar at the foot of the page, on the next page too.
import { makeElement } from "../plot/elements.js";
import { send, sendEach } from "./send.js";
import { deletedWords, readDeleted } from "./words.js";

const key = "just-deleted";

// items: [{ path, name }], the path as it was deleted. kind: "run", "record".
export function rememberDeleted(items, kind) {
  if (items.length === 0) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ items, kind, time: Date.now() }));
  } catch {
    // Without storage the trash has them all the same.
  }
}

export function startUndo() {
  const deleted = readDeleted(stored(), Date.now());
  if (!deleted) return;
  const said = makeElement("span", { role: "status" });
  const undo = makeElement("button", { type: "button" }, ["Undo"]);
  const close = makeElement("button", { type: "button", className: "undo-close", "aria-label": "Close", title: "Close" }, ["×"]);
  const bar = makeElement("div", { className: "undo", role: "group", "aria-label": "What was deleted" },
    [said, undo, makeElement("a", { href: "/trash" }, ["Trash"]), close]);
  document.body.append(bar);
  // Said after it is there: only what changes is read out.
  requestAnimationFrame(() => { said.textContent = deletedWords(deleted); });
  close.addEventListener("click", () => {
    forget();
    bar.remove();
  });
  undo.addEventListener("click", async () => {
    undo.disabled = true;
    const { done, problem } = await sendEach(deleted.items, ({ path }) => send("POST", `${path}/restore`),
      (count) => { said.textContent = `Restoring ${count} of ${deleted.items.length}…`; });
    forget();
    if (problem) {
      said.textContent = `${done.length} of ${deleted.items.length} are restored. ${problem}`;
      undo.remove();
      return;
    }
    location.reload();
  });
}

function stored() {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function forget() {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // There is nothing to forget.
  }
}
