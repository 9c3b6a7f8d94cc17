// Pointer, wheel, touch and keys of a plot. What they mean for the view is said to the page.
import { clamp } from "./scale.js";
import { panned, tidied, zoomed } from "./view.js";

// A box narrower than this zooms only along the other axis; one that is small in both is a click.
const leastBox = 10;

export function listen(plot) {
  const { canvas } = plot;
  const pointers = new Map();
  let drag = null;
  let pinch = null;

  const at = (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const part = (x) => (x - plot.box.left) / plot.box.width;
  const inBox = ({ x, y }) => {
    const { left, top, width, height } = plot.box;
    return { x: clamp(x, left, left + width), y: clamp(y, top, top + height) };
  };
  const cross = (point) => {
    plot.page.showCross(plot, plot.xScale.value(clamp(part(point.x), 0, 1)), point.y);
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (!plot.box || event.button > 0) return;
    const point = at(event);
    pointers.set(event.pointerId, point);
    if (event.pointerType === "touch") {
      if (pointers.size === 2) pinch = pinchFrom();
      else cross(point);
      return;
    }
    capture(event);
    drag = { start: inBox(point), isPan: event.shiftKey, xScale: plot.xScale, yScale: plot.yScale };
    canvas.classList.toggle("plot-panning", drag.isPan);
  });

  canvas.addEventListener("pointermove", (event) => {
    if (!plot.box) return;
    const point = at(event);
    if (pointers.has(event.pointerId)) pointers.set(event.pointerId, point);
    if (pinch) {
      movePinch();
      return;
    }
    if (drag?.isPan) pan(point);
    else if (drag) {
      const end = inBox(point);
      plot.zoomBox = shaped(drag.start, end);
    }
    cross(point);
  });

  const end = (event) => {
    pointers.delete(event.pointerId);
    if (pointers.size < 2) pinch = null;
    if (!drag) return;
    const box = plot.zoomBox;
    const wasPan = drag.isPan;
    drag = null;
    plot.zoomBox = null;
    canvas.classList.remove("plot-panning");
    if (event.type === "pointerup" && box && !wasPan) zoomTo(box);
    else plot.drawCross();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !drag) plot.page.showCross(null, null);
  });
  canvas.addEventListener("dblclick", () => plot.page.reset(plot));

  canvas.addEventListener("wheel", (event) => {
    if (!plot.box || !event.ctrlKey) return;
    event.preventDefault();
    const factor = Math.exp(clamp(event.deltaY, -200, 200) / 300);
    plot.page.zoomX(zoomed(plot.xScale, factor, clamp(part(at(event).x), 0, 1)), { isSteady: true });
  }, { passive: false });

  canvas.addEventListener("keydown", (event) => {
    if (!plot.box || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape" && drag) {
      drag = null;
      plot.zoomBox = null;
    }
    action(plot, event);
  });
  canvas.addEventListener("blur", () => plot.page.showCross(null, null));

  function capture(event) {
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already.
    }
  }

  // The whole height or width where the box is flat.
  function shaped(from, to) {
    const { left, top, width, height } = plot.box;
    const isWide = Math.abs(to.x - from.x) >= leastBox;
    const isHigh = Math.abs(to.y - from.y) >= leastBox;
    if (!isWide && !isHigh) return null;
    return {
      x0: isWide ? from.x : left, x1: isWide ? to.x : left + width,
      y0: isHigh ? from.y : top, y1: isHigh ? to.y : top + height, isWide, isHigh,
    };
  }

  function zoomTo({ x0, x1, y0, y1, isWide, isHigh }) {
    const { top, height } = plot.box;
    const xs = [x0, x1].map((x) => plot.xScale.value(part(x))).sort((a, b) => a - b);
    const ys = [y0, y1].map((y) => plot.yScale.value(1 - (y - top) / height)).sort((a, b) => a - b);
    plot.page.change((view) => {
      if (isWide && xs[0] < xs[1]) view.range = xs;
      if (isHigh && ys[0] < ys[1]) view.yRanges.set(plot.key, plot.yScale.kind === "linear" ? tidied(ys) : ys);
    });
  }

  function pan(point) {
    const { xScale, yScale, start } = drag;
    const range = panned(xScale, (start.x - point.x) / plot.box.width);
    const isBoxed = plot.page.view.yRanges.has(plot.key);
    const yRange = isBoxed ? panned(yScale, (point.y - start.y) / plot.box.height) : null;
    plot.page.change((view) => {
      if (range) view.range = range;
      if (yRange) view.yRanges.set(plot.key, yRange);
    }, { isSteady: true });
  }

  function pinchFrom() {
    const [a, b] = [...pointers.values()];
    return { distance: Math.max(Math.abs(a.x - b.x), 20), middle: part((a.x + b.x) / 2), scale: plot.xScale };
  }

  function movePinch() {
    const [a, b] = [...pointers.values()];
    const factor = pinch.distance / Math.max(Math.abs(a.x - b.x), 20);
    const held = pinch.scale.value(pinch.middle);
    const middle = part((a.x + b.x) / 2);
    const width = (pinch.scale.upper - pinch.scale.lower) * factor;
    plot.page.zoomX([held - middle * width, held + (1 - middle) * width], { isSteady: true });
  }
}

const keys = {
  ArrowLeft: (plot, { shiftKey }) => step(plot, shiftKey ? -10 : -1),
  ArrowRight: (plot, { shiftKey }) => step(plot, shiftKey ? 10 : 1),
  Home: (plot) => step(plot, -Infinity),
  End: (plot) => step(plot, Infinity),
  "+": (plot) => zoomKey(plot, 0.5),
  "=": (plot) => zoomKey(plot, 0.5),
  "-": (plot) => zoomKey(plot, 2),
  0: (plot) => plot.page.reset(plot),
  Escape: (plot) => plot.page.showCross(null, null),
};

// To the next point, or bucket of points, that is in view.
function step(plot, by) {
  const list = plot.inView();
  if (list.length === 0) return;
  const places = list.map(({ x0, x1 }) => clamp(x0 / 2 + x1 / 2, plot.xScale.lower, plot.xScale.upper));
  let index = by > 0 ? -1 : list.length;
  if (plot.crossX !== null) {
    const distances = places.map((place) => Math.abs(place - plot.crossX));
    index = distances.indexOf(Math.min(...distances));
  }
  plot.page.showCross(plot, places[clamp(index + by, 0, list.length - 1)], null);
  plot.speak();
}

function zoomKey(plot, factor) {
  const place = plot.crossX === null ? 0.5 : clamp(plot.xScale.fraction(plot.crossX), 0, 1);
  plot.page.zoomX(zoomed(plot.xScale, factor, place));
}
