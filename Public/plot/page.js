// The plots of a page: they share the axis along, the crosshair and how they are drawn. The address has all of it.
import { Plot } from "./plot.js";
import { startBar } from "./bar.js";
import { makeElement } from "./elements.js";
import { SeriesSource } from "./source.js";
import { defaultView, tidied, viewFrom, writeView } from "./view.js";

// Steady changes (a wheel, a slider) become one entry of the history when they rest for so many milliseconds.
const restTime = 500;

// Gives the page's plots; null when there are none.
export function startPlots() {
  const section = document.getElementById("plots");
  if (!section || !window.ResizeObserver) return null;
  const page = new PlotPage(section);
  // The page redraws its own plots in other colours.
  for (const grid of section.querySelectorAll(".charts-grid")) grid.dataset.plots = "";
  for (const figure of section.querySelectorAll("figure")) page.take(figure);
  return page;
}

export class PlotPage {
  constructor(section) {
    this.section = section;
    this.start = Number(section.dataset.start) / 1000;
    this.plots = [];
    // Called with each plot whose series were read.
    this.onLoad = () => {};
    this.view = viewFrom(new URL(location).searchParams);
    this.bar = startBar(section, this);
    // The series that stand along other ones, by run and metric.
    this.alongs = new Map();
    this.sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => this.plotOf(target)?.redraw()));
    this.sights = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: "200px" });
    addEventListener("popstate", () => {
      this.view = viewFrom(new URL(location).searchParams);
      this.viewChanged();
    });
    document.addEventListener("themechange", () => this.plots.forEach((plot) => plot.redraw()));
  }

  // What a figure shows, as `add` takes it; null for nothing. The address of the picture it has without scripts says it.
  contentOf(figure) {
    const address = figure.dataset.chart && new URL(figure.dataset.chart, location);
    const run = address && address.pathname.match(/^\/api\/v1\/runs\/([^/]+)\/chart$/)?.[1];
    const metric = run ? address.searchParams.get("metric") : null;
    return metric === null ? null : { title: metric, series: [{ run, metric, name: metric }] };
  }

  // Puts a plot into a figure. The server would draw the same points for a picture: that is for readers without scripts only.
  take(figure) {
    const content = this.contentOf(figure);
    if (!content) return;
    const isNear = figure.getBoundingClientRect().top < innerHeight + 200;
    const plot = this.add(content);
    figure.replaceChildren(plot.element);
    if (!isNear) return;
    plot.isVisible = true;
    plot.load();
  }

  // A metric that has come meanwhile, behind the others.
  addFigure({ run, metric, title }) {
    const plot = this.add({ title, series: [{ run, metric, name: title }] });
    const figure = makeElement("figure", {}, [plot.element]);
    // What the machine used stands apart, where there is a place for it.
    const system = metric.startsWith("system/") ? this.section.querySelector(".charts-system") : null;
    if (system) system.hidden = false;
    (system ?? this.section).querySelector(".charts-grid").append(figure);
    return plot;
  }

  // A plot of series: [{ run, metric, name }], or of sources that there are: [{ name, source, start }], start being when
  // that series' run began, unless that is when the page's did. pictureBase: where the server draws it, for more than one run.
  add({ title, series, pictureBase = null }) {
    const sources = series.map(({ run, metric, name, source, start }) => (
      { name, start, source: source ?? new SeriesSource(run, metric) }));
    const plot = new Plot({ title, key: title, sources, page: this, start: this.start, pictureBase });
    this.plots.push(plot);
    for (const { source } of sources) if (source.metric !== undefined) this.bar.offer(source.metric);
    this.sizes.observe(plot.stage);
    this.sights.observe(plot.stage);
    return plot;
  }

  // A run's metric to lay others along. It is read once; one that cannot be read is empty. Gives { source, ready }: ready is a promise of a sentence, empty when it was read.
  along(run, metric) {
    const key = JSON.stringify([run, metric]);
    let known = this.alongs.get(key);
    if (!known) {
      const source = new SeriesSource(run, metric);
      known = { source, ready: readAlong(source) };
      this.alongs.set(key, known);
    }
    return known;
  }

  // Points that have come of a metric that others lie along. grow: as in live/grow.js.
  growAlong(update, grow) {
    for (const { source } of this.alongs.values()) {
      if (source.metric !== update.metric || source.overview === null) continue;
      const outcome = grow(source, update);
      if (outcome === "behind") readAlong(source).then(() => this.plots.forEach((plot) => plot.grown()));
      if (outcome === "grown") for (const plot of this.plots) plot.grown();
    }
  }

  plotOf(stage) {
    return this.plots.find((plot) => plot.stage === stage);
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const plot = this.plotOf(target);
      if (!plot) continue;
      plot.isVisible = isIntersecting;
      if (!isIntersecting) continue;
      if (plot.state === "empty") plot.load();
      else if (plot.isStale) plot.reloadSoon();
      else plot.viewChanged();
    }
  }

  // Changes the view by a function. isSteady: more of the same is likely to follow.
  change(edit, { isSteady = false } = {}) {
    const next = { ...this.view, yRanges: new Map(this.view.yRanges) };
    edit(next);
    // Ranges of one kind of axis say nothing on another.
    if (next.x !== this.view.x) next.range = null;
    if (next.range) next.range = tidied(next.range);
    this.view = next;
    this.viewChanged();
    clearTimeout(this.restTimer);
    if (isSteady) this.restTimer = setTimeout(() => this.writeAddress(), restTime);
    else this.writeAddress();
  }

  viewChanged() {
    this.bar.show(this.view);
    for (const plot of this.plots) if (plot.isVisible) plot.viewChanged();
  }

  writeAddress() {
    clearTimeout(this.restTimer);
    const address = new URL(location);
    writeView(this.view, address.searchParams);
    if (address.href !== location.href) history.pushState(null, "", address);
  }

  zoomX(range, steadiness) {
    if (range && range.every(Number.isFinite)) this.change((view) => { view.range = range; }, steadiness);
  }

  // Everything along x, and of one plot, or of all, every value.
  reset(plot = null) {
    this.change((view) => {
      view.range = defaultView().range;
      if (plot) view.yRanges.delete(plot.key);
      else view.yRanges.clear();
    });
  }

  // One crosshair for all plots; active: the one with the pointer or the keys.
  showCross(active, x, y = null) {
    for (const plot of this.plots) {
      if (plot === active) plot.showCross(x, y, true);
      else plot.showCross(x);
    }
  }
}

// As fine as it gets in one answer: what lies along it may be finer.
async function readAlong(source) {
  try {
    await source.load(4_000);
    return "";
  } catch (error) {
    source.overview ??= [];
    return error.name === "AbortError" ? "" : error.message;
  }
}
