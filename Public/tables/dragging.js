// A heading is dragged to another place among the columns; a line shows where the column will stand.
import { makeElement } from "../plot/elements.js";
import { placeAmong } from "./places.js";

// A press that moves less is a click.
const leastDrag = 6;
// So near its edge the table is scrolled, in pixels, and so far with every move.
const [edge, step] = [40, 24];

// Calls `drop` with the number of places by which the column is moved. Fingers scroll the table, and move columns by the menu.
export function dragHeading(head, headings, drop) {
  // The browser would drag the link within.
  head.addEventListener("dragstart", (event) => event.preventDefault());
  head.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest(".column-edge")) return;
    follow(head, event, headings(), drop);
  });
}

function follow(head, { clientX: start, pointerId }, headings, drop) {
  const pane = head.closest(".runs-pane");
  const from = headings.indexOf(head);
  if (from < 0) return;
  const others = headings.filter((other) => other !== head);
  let [line, to] = [null, from];
  const listening = new AbortController();
  const end = () => {
    listening.abort();
    line?.remove();
    head.classList.remove("is-dragged");
  };
  const listen = (name, act) => addEventListener(name, act, { signal: listening.signal, capture: true });
  listen("pointermove", ({ clientX }) => {
    if (!line) {
      if (Math.abs(clientX - start) < leastDrag) return;
      line = makeElement("div", { className: "column-place" });
      document.body.append(line);
      head.setPointerCapture(pointerId);
      head.classList.add("is-dragged");
    }
    const { left, right, top, bottom } = pane.getBoundingClientRect();
    if (clientX > right - edge) pane.scrollLeft += step;
    else if (clientX < left + edge) pane.scrollLeft -= step;
    const boxes = others.map((other) => other.getBoundingClientRect());
    to = placeAmong(boxes, clientX);
    const x = boxes[to]?.left ?? boxes.at(-1)?.right ?? clientX;
    line.style.left = `${Math.min(right, Math.max(left, x)) - 1}px`;
    line.style.top = `${top}px`;
    line.style.height = `${Math.min(bottom, innerHeight) - top}px`;
  });
  listen("pointerup", () => {
    const isDragged = line !== null;
    end();
    if (!isDragged) return;
    // What follows a drag is no click on the heading, which would sort by it. It comes at once, or not at all.
    const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", swallow, { capture: true });
    setTimeout(() => {
      removeEventListener("click", swallow, { capture: true });
      if (to !== from) drop(to - from);
    });
  });
  listen("pointercancel", end);
  listen("keydown", (event) => { if (event.key === "Escape" && line) { event.stopPropagation(); end(); } });
}
