// One plot of a page: what it has read, what of it is in view, what is under the crosshair, and what one can take away.
import { metricOf, placesAlong } from "./along.js";
import { coloursOf } from "./colours.js";
import { csvOf, fileName } from "./csv.js";
import { inRange } from "./data.js";
import { boxFor, drawOverlay, drawPlot, prepared } from "./draw.js";
import { makeElement } from "./elements.js";
import { listen } from "./interact.js";
import { plotParts } from "./parts.js";
import { badge, readings, scalesFor, shownSeries, spoken } from "./picture.js";
import { pictureAddress } from "./picture-address.js";
import { ticksOf } from "./ticks.js";
import { fillTooltip, placeTooltip } from "./tooltip.js";
import { trace } from "./trace.js";
import { isZoomed } from "./view.js";

// A series that grows in a way that needs asking is asked for again no sooner than after so many milliseconds.
const reloadPause = 3_000;

export class Plot {
  // sources: [{ name, source, start }], one for each series; start: of its own run, undefined where that is the plot's. key: what the plot is called in the address. page: the page's
  // shared state (see page.js). start: when the run began, in seconds since 1970.
  constructor({ title, key, sources, page, start, pictureBase = null }) {
    Object.assign(this, { title, key, sources, page, start, pictureBase });
    this.crossX = null;
    this.pointerY = null;
    this.zoomBox = null;
    this.isVisible = false;
    this.isDue = false;
    // The series have more points than the plot knows.
    this.isStale = false;
    this.lastLoad = 0;
    this.state = "empty";
    Object.assign(this, plotParts(title, sources.map(({ name }) => name), {
      onCSV: () => this.download(),
      onOnly: (name) => page.change((view) => { view.only = view.only === name ? null : name; }),
    }));
    listen(this);
  }

  // The first data; false when there is none to be had.
  async load() {
    if (this.state !== "empty") return this.state === "ready";
    this.state = "loading";
    this.note.textContent = "Reading…";
    try {
      await this.read();
      this.state = "ready";
      this.say("");
    } catch (error) {
      this.state = "empty";
      this.say(error.message);
      return false;
    }
    this.viewChanged();
    this.page.onLoad(this);
    return true;
  }

  async read() {
    this.lastLoad = performance.now();
    await Promise.all(this.sources.map(({ source }) => source.load(this.wanted())));
  }

  // Points were added to the series.
  grown() {
    this.series = null;
    if (this.isVisible) this.redraw();
  }

  // The series are read again, at once or when that is not too often; those of a plot out of sight when it is seen.
  reloadSoon() {
    this.isStale = true;
    if (this.state !== "ready" || !this.isVisible || this.reloadTimer) return;
    const wait = Math.max(0, this.lastLoad + reloadPause - performance.now());
    this.reloadTimer = setTimeout(() => this.reload(), wait);
  }

  async reload() {
    this.isStale = false;
    try {
      await this.read();
      this.say("");
    } catch (error) {
      this.isStale = true;
      if (error.name !== "AbortError") this.say(`${error.message} The newest points are missing.`);
    }
    this.reloadTimer = null;
    this.series = null;
    this.viewChanged();
    if (this.isStale) this.reloadSoon();
    else this.page.onLoad(this);
  }

  // About as many entries as there are columns of pixels.
  wanted() {
    const width = this.stage.clientWidth || 600;
    return Math.min(Math.max(Math.ceil(width * (window.devicePixelRatio || 1)), 300), 2_000);
  }

  // A sentence in the foot, in place of the number of points.
  say(problem) {
    this.problem = problem;
    this.element.classList.toggle("plot-has-problem", problem !== "");
    if (problem !== "") this.note.textContent = problem;
  }

  viewChanged() {
    const { x, smooth, only } = this.page.view;
    const kind = JSON.stringify([x, smooth, only]);
    // A part of the same curves is the same curves.
    if (kind !== this.seriesKind) {
      this.series = null;
      this.layAlong(metricOf(x));
    }
    this.seriesKind = kind;
    this.redraw();
    this.refineSoon();
  }

  // Along another metric, whose series of each run is read first; null for none.
  layAlong(metric) {
    const found = this.sources.map((one) => {
      const known = metric === null || !one.source.run ? null : this.page.along(one.source.run, metric);
      one.along = known?.source ?? null;
      return known;
    });
    if (metric === null) return;
    const turn = (this.alongTurn ?? 0) + 1;
    this.alongTurn = turn;
    Promise.all(found.map((known) => known?.ready)).then((sentences) => {
      if (turn !== this.alongTurn || metricOf(this.page.view.x) !== metric) return;
      // One run of several without it has no curve.
      const isMissing = sentences.every((sentence) => sentence);
      if (this.state === "ready") this.say(isMissing ? sentences[0] ?? "" : "");
      this.series = null;
      this.redraw();
    });
  }

  refineSoon() {
    clearTimeout(this.refineTimer);
    if (this.state !== "ready" || !this.isVisible) return;
    for (const { source } of this.sources) source.stop();
    if (this.page.view.range === null) return;
    this.refineTimer = setTimeout(() => this.refine(), 120);
  }

  async refine() {
    const { view } = this.page;
    try {
      const changes = await Promise.all(
        this.sources.map(({ source, start, along }) => {
          const kind = metricOf(view.x) === null ? view.x : placesAlong(along?.entries ?? []);
          return source.refine(kind, start ?? this.start, view.range, this.wanted());
        }));
      this.say("");
      if (changes.some(Boolean)) this.series = null;
      this.redraw();
    } catch (error) {
      if (error.name === "AbortError") return;
      this.say(`${error.message} Finer points are missing; zoom again to ask again.`);
      this.redraw();
    }
  }

  // In the next frame, once.
  redraw() {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.draw();
    });
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (width === 0 || this.state !== "ready") return;
    const { view } = this.page;
    this.series ??= shownSeries(this.sources, view, this.start);
    const { xScale, yScale, inView } = scalesFor(this.series, view, view.yRanges.get(this.key));
    const context = prepared(this.base, width, height);
    const yTicks = ticksOf(yScale, Math.max(2, height / 44));
    const box = boxFor(context, width, height, yTicks.map(({ label }) => label));
    const xTicks = ticksOf(xScale, box.width / (view.x === "time" ? 110 : 80), view.x === "step");
    Object.assign(this, { box, xScale, yScale, colours: coloursOf(this.element) });
    const density = window.devicePixelRatio || 1;
    const traces = this.series.map(({ index, list, smooth }) => ({
      index, raw: trace(list, xScale, yScale, box, density), smooth: smooth && trace(smooth, xScale, yScale, box, density),
    }));
    const isBoxed = view.yRanges.has(this.key);
    // Of a part that was zoomed to, what lies above and below is known to be out of view.
    if (isBoxed) for (const { raw } of traces) [raw.marks.above, raw.marks.below] = [[], []];
    const isEmpty = this.series.every(({ list }) => list.length === 0);
    drawPlot(context, { box, xScale, yScale, xTicks, yTicks, series: traces, empty: isEmpty ? "No points" : "" }, this.colours);
    this.showAround(inView, view, isBoxed);
    this.drawCross();
  }

  showAround(inView, view, isBoxed) {
    const { xScale, yScale } = this;
    const counts = this.series.map(({ index }) => this.sources[index].source.count);
    if (!this.problem) {
      const text = badge(inView, counts, { xScale, yScale, isWhole: view.range === null, saysBeyond: view.clip && !isBoxed, along: metricOf(view.x) });
      this.note.textContent = text;
      this.canvas.setAttribute("aria-label", `Chart of ${this.title}: ${text}`);
    }
    this.png.href = pictureAddress(this, inView.flat());
    this.png.hidden = metricOf(view.x) !== null;
    this.element.classList.toggle("plot-zoomed", isZoomed(view, this.key));
    this.legendButtons.forEach((button, index) => {
      const isShown = this.series.some((one) => one.index === index);
      button.setAttribute("aria-pressed", String(isShown));
    });
  }

  // x: the place under the crosshair, null for none. y: in pixels, on the plot with the pointer only.
  showCross(x, y = null, isActive = false) {
    this.crossX = x;
    this.pointerY = y;
    this.isActive = isActive;
    if (this.isVisible && this.state === "ready") this.drawCross();
  }

  drawCross() {
    // Without series they are being put together: drawing them draws this too.
    if (!this.box || !this.series) return;
    const context = prepared(this.canvas, this.stage.clientWidth, this.stage.clientHeight);
    const isShown = this.crossX !== null;
    const rows = isShown ? readings(this.series, this.crossX) : [];
    const placeOf = (value) => this.box.left + this.xScale.fraction(value) * this.box.width;
    const dots = rows.map(({ index, entry, value }) => ({
      index, x: placeOf(entry.x1), y: this.box.top + (1 - this.yScale.fraction(value)) * this.box.height,
    })).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
    const x = isShown ? placeOf(this.crossX) : NaN;
    drawOverlay(context, { box: this.box, x, y: this.pointerY ?? NaN, dots, zoom: this.zoomBox }, this.colours);
    const { view } = this.page;
    this.readout.textContent = rows.length === 1 ? (rows[0].smooth ?? rows[0].raw) : "";
    this.rows = rows;
    this.tooltip.hidden = !this.isActive || rows.length === 0 || this.zoomBox !== null;
    if (this.tooltip.hidden) return;
    const nearY = this.pointerY === null ? null : this.yScale.value(1 - (this.pointerY - this.box.top) / this.box.height);
    fillTooltip(this.tooltip, view.x, rows, nearY);
    placeTooltip(this.tooltip, this.stage, x, this.pointerY ?? this.box.top);
  }

  // For those who hear the page: after a key, not with every movement of a pointer.
  speak() {
    this.live.textContent = spoken(this.page.view.x, this.rows ?? []);
  }

  download() {
    if (!this.series || !this.xScale) return;
    const text = csvOf(this.series, [this.xScale.lower, this.xScale.upper]);
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    makeElement("a", { href: address, download: fileName(this.title, "csv") }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // The points in view, to step through.
  inView() {
    return inRange(this.series?.[0]?.list ?? [], [this.xScale.lower, this.xScale.upper]);
  }
}
