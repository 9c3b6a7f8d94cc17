// Puts a plot on its canvas. Everything is in pixels of the page; the canvas has as many for each as the screen.
import { dashes } from "./colours.js";

const fontSize = 12;
const markSize = 4;

// The room around the data: labels of the vertical axis need what they need.
export function boxFor(context, width, height, labels) {
  context.font = fontOf(context);
  const widest = Math.max(0, ...labels.map((label) => context.measureText(label).width));
  const left = Math.min(Math.ceil(widest) + 14, width / 3);
  return { left, top: 8, width: Math.max(width - left - 12, 10), height: Math.max(height - 8 - 24, 10) };
}

// A canvas as large as it is shown, cleared. Gives its context.
export function prepared(canvas, width, height) {
  const density = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// content: { box, xScale, yScale, xTicks, yTicks, series: [{ index, raw, smooth }], empty }.
export function drawPlot(context, content, colours) {
  const { box } = content;
  drawAxes(context, content, colours);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top - 1, box.width, box.height + 2);
  context.clip();
  for (const { index, raw, smooth } of content.series) {
    const colour = colours.series[index % 10];
    drawSpans(context, raw, colour, smooth ? 0.1 : 0.2);
    drawLines(context, raw, colour, index, smooth ? 0.35 : 1, smooth ? 1 : 1.5);
    if (smooth) drawLines(context, smooth, colour, index, 1, 2);
  }
  context.restore();
  for (const { index, raw } of content.series) drawMarks(context, box, raw.marks, colours.series[index % 10], colours.surface);
  if (content.empty) {
    context.font = fontOf(context);
    context.fillStyle = colours.muted;
    context.textAlign = "center";
    context.fillText(content.empty, box.left + box.width / 2, box.top + box.height / 2);
  }
}

function fontOf(context) {
  return `${fontSize}px ${getComputedStyle(context.canvas).fontFamily}`;
}

function drawAxes(context, { box, xScale, yScale, xTicks, yTicks }, colours) {
  context.font = fontOf(context);
  context.lineWidth = 1;
  context.strokeStyle = colours.grid;
  context.fillStyle = colours.muted;
  context.beginPath();
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { value, label } of yTicks) {
    const y = Math.round(box.top + (1 - yScale.fraction(value)) * box.height) + 0.5;
    context.moveTo(box.left, y);
    context.lineTo(box.left + box.width, y);
    context.fillText(label, box.left - 6, y, box.left - 8);
  }
  context.textBaseline = "top";
  let free = -Infinity;
  for (const { value, label } of xTicks) {
    const x = Math.round(box.left + xScale.fraction(value) * box.width) + 0.5;
    context.moveTo(x, box.top);
    context.lineTo(x, box.top + box.height);
    const half = context.measureText(label).width / 2;
    // A label that would leave the canvas is moved in, one that would touch the one before is left out.
    const middle = Math.min(Math.max(x, half + 2), box.left + box.width + 12 - half);
    if (middle - half < free) continue;
    context.textAlign = "center";
    context.fillText(label, middle, box.top + box.height + 6);
    free = middle + half + 8;
  }
  context.stroke();
  context.strokeStyle = colours.axis;
  context.beginPath();
  context.moveTo(box.left + 0.5, box.top);
  context.lineTo(box.left + 0.5, box.top + box.height + 0.5);
  context.lineTo(box.left + box.width, box.top + box.height + 0.5);
  context.stroke();
}

function drawSpans(context, { spans }, colour, opacity) {
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  for (const { x0, x1, top, bottom } of spans) context.fillRect(x0, top, x1 - x0, Math.max(1, bottom - top));
  context.globalAlpha = 1;
}

function drawLines(context, { lines, dots }, colour, index, opacity, width) {
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(dashes(index).map((length) => length * width));
  context.beginPath();
  for (const line of lines) {
    line.forEach(({ x, y }, place) => (place === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  }
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = colour;
  for (const { x, y } of dots) {
    context.beginPath();
    context.arc(x, y, width + 0.8, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

// A cross for NaN, full triangles for infinities, empty ones for what lies beyond the axis' ends.
function drawMarks(context, box, marks, colour, surface) {
  const [top, bottom] = [box.top + markSize + 1, box.top + box.height - markSize - 1];
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  const inside = (x) => x >= box.left && x <= box.left + box.width;
  for (const x of marks.nan.filter(inside)) {
    context.beginPath();
    context.moveTo(x - markSize, bottom - markSize);
    context.lineTo(x + markSize, bottom + markSize);
    context.moveTo(x + markSize, bottom - markSize);
    context.lineTo(x - markSize, bottom + markSize);
    context.stroke();
  }
  const triangles = [
    [marks.above, top, -1, surface], [marks.below, bottom, 1, surface], [marks.unshown, bottom, 1, surface],
    [marks.up, top, -1, colour], [marks.down, bottom, 1, colour],
  ];
  for (const [places, y, direction, fill] of triangles) {
    context.fillStyle = fill;
    for (const x of places.filter(inside)) {
      context.beginPath();
      context.moveTo(x - markSize, y - direction * markSize);
      context.lineTo(x + markSize, y - direction * markSize);
      context.lineTo(x, y + direction * markSize);
      context.closePath();
      context.fill();
      context.stroke();
    }
  }
}

// The crosshair and the box of a zoom, on a canvas of their own: the curves below need not be drawn again.
// content: { box, x, y, dots: [{ x, y, index }], zoom: { x0, y0, x1, y1 } or null }.
export function drawOverlay(context, { box, x, y, dots, zoom }, colours) {
  if (Number.isFinite(x) && x >= box.left - 0.5 && x <= box.left + box.width + 0.5) {
    context.strokeStyle = colours.muted;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(Math.round(x) + 0.5, box.top);
    context.lineTo(Math.round(x) + 0.5, box.top + box.height);
    if (Number.isFinite(y) && y >= box.top && y <= box.top + box.height) {
      context.moveTo(box.left, Math.round(y) + 0.5);
      context.lineTo(box.left + box.width, Math.round(y) + 0.5);
    }
    context.setLineDash([3, 3]);
    context.stroke();
    context.setLineDash([]);
    for (const dot of dots) {
      if (!(dot.y >= box.top && dot.y <= box.top + box.height)) continue;
      context.beginPath();
      context.arc(dot.x, dot.y, 4, 0, 2 * Math.PI);
      context.fillStyle = colours.series[dot.index % 10];
      context.strokeStyle = colours.surface;
      context.lineWidth = 2;
      context.fill();
      context.stroke();
    }
  }
  if (!zoom) return;
  const [left, top] = [Math.min(zoom.x0, zoom.x1), Math.min(zoom.y0, zoom.y1)];
  const [width, height] = [Math.abs(zoom.x1 - zoom.x0), Math.abs(zoom.y1 - zoom.y0)];
  context.fillStyle = colours.accent;
  context.globalAlpha = 0.15;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = colours.accent;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, width, height);
}
