// Columns of the list of runs: a heading is dragged to another place, its edge to make the column wider; a menu at the edge does both,
// and hides it. All of it is in the address, so the page comes anew.
import { makeElement } from "../plot/elements.js";
import { dragHeading } from "./dragging.js";
import { leastWidth, mostWidth, moved, roundedWidth, widthStep, withColumns, withWidth } from "./places.js";

const key = "runs-sideways";
let menu = null;

export function startColumns() {
  const content = document.getElementById("runs-content");
  if (!content) return;
  const mark = () => { for (const head of content.querySelectorAll("thead th[data-column]")) addEdge(head); };
  mark();
  // Lists that are read again have new headings.
  new MutationObserver(mark).observe(content, { childList: true, subtree: true });
  comeBack(content);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu) close(true); });
  document.addEventListener("pointerdown", (event) => { if (menu && !menu.contains(event.target)) close(false); });
  document.addEventListener("scroll", () => close(false), { capture: true, passive: true });
}

function addEdge(head) {
  if (head.querySelector(".column-edge")) return;
  const name = head.querySelector("bdi").textContent;
  const edge = makeElement("button", { type: "button", className: "column-edge", title: "Drag for the width; press for more", "aria-label": `Column ${name}`, "aria-haspopup": "menu" });
  edge.addEventListener("pointerdown", (event) => drag(head, edge, event));
  edge.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) move(head, by);
    else go(withWidth(location.href, head.dataset.column, Math.round(head.offsetWidth / widthStep) * widthStep + by * widthStep), head);
  });
  edge.addEventListener("click", (event) => {
    event.stopPropagation();
    if (edge.dataset.dragged) delete edge.dataset.dragged;
    else if (menu?.dataset.column === head.dataset.column) close(true);
    else open(head, edge);
  });
  head.append(edge);
  dragHeading(head, () => headingsOf(head), (by) => move(head, by));
}

function drag(head, edge, event) {
  if (event.button !== 0) return;
  const [start, width] = [event.clientX, head.offsetWidth];
  let now = width;
  const cells = [...head.closest("table").rows].map((row) => row.cells[head.cellIndex]).filter(Boolean);
  edge.setPointerCapture(event.pointerId);
  const follow = ({ clientX }) => {
    if (!edge.dataset.dragged && Math.abs(clientX - start) < 4) return;
    edge.dataset.dragged = "";
    head.closest("table").style.width = "auto";
    now = Math.min(mostWidth, Math.max(leastWidth, width + clientX - start));
    for (const { style } of cells) {
      style.minWidth = `${now}px`;
      style.maxWidth = `${now}px`;
    }
  };
  const end = ({ type }) => {
    for (const name of ["pointermove", "pointerup", "pointercancel"]) edge.removeEventListener(name, name === "pointermove" ? follow : end);
    if (type === "pointerup" && edge.dataset.dragged !== undefined) go(withWidth(location.href, head.dataset.column, roundedWidth(now)), head);
  };
  edge.addEventListener("pointermove", follow);
  edge.addEventListener("pointerup", end);
  edge.addEventListener("pointercancel", end);
}

// The name's column stays the first.
function headingsOf(head) {
  return [...head.parentElement.querySelectorAll("th[data-column]:not(.run-name)")];
}

function columnsOf(head) {
  return headingsOf(head).map(({ dataset }) => dataset.column);
}

function move(head, by) {
  const columns = columnsOf(head);
  const other = moved(columns, head.dataset.column, by);
  if (other !== columns) go(withColumns(location.href, other), head);
}

function open(head, edge) {
  close(false);
  const columns = columnsOf(head);
  const place = columns.indexOf(head.dataset.column);
  const width = roundedWidth(head.offsetWidth);
  const { column } = head.dataset;
  const actions = [
    ["Move left", place > 0 && (() => move(head, -1))],
    ["Move right", place >= 0 && place < columns.length - 1 && (() => move(head, 1))],
    ["Wider", width < mostWidth && (() => go(withWidth(location.href, column, width + 3 * widthStep), head))],
    ["Narrower", width > leastWidth && (() => go(withWidth(location.href, column, width - 3 * widthStep), head))],
    ["Usual width", () => go(withWidth(location.href, column, null), head)],
    ["Hide", place >= 0 && (() => go(withColumns(location.href, columns.filter((name) => name !== column)), head))],
  ].filter(([, act]) => act);
  menu = makeElement("div", { className: "cell-menu", role: "menu", "aria-label": edge.getAttribute("aria-label") }, actions.map(([label, act]) => {
    const button = makeElement("button", { type: "button", role: "menuitem" }, [label]);
    button.addEventListener("click", act);
    return button;
  }));
  menu.dataset.column = column;
  menu.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const buttons = [...menu.querySelectorAll("button")];
    buttons[(buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length].focus();
  });
  document.body.append(menu);
  const { right, bottom } = edge.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(right - 8, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.min(bottom + 4, innerHeight - menu.offsetHeight - 8)}px`;
  menu.opener = edge;
  menu.querySelector("button").focus({ preventScroll: true });
}

function close(isBack) {
  if (!menu) return;
  const { opener } = menu;
  menu.remove();
  menu = null;
  if (isBack) opener.focus({ preventScroll: true });
}

// The page comes anew as it was: scrolled to the same place, with the same heading in focus.
function go(address, head) {
  const pane = head.closest(".runs-pane");
  try {
    sessionStorage.setItem(key, JSON.stringify({ address, left: pane.scrollLeft, column: head.dataset.column }));
  } catch {
    // Without storage it begins at its left.
  }
  location.assign(address);
}

function comeBack(content) {
  let place;
  try {
    place = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  } catch {
    return;
  }
  if (place?.address !== location.href) return;
  const pane = content.querySelector(".runs-pane");
  if (!pane) return;
  pane.scrollLeft = place.left;
  const head = [...pane.querySelectorAll("th[data-column]")].find(({ dataset }) => dataset.column === place.column);
  head?.querySelector(".column-edge")?.focus({ preventScroll: false });
}
