// A run's page while the run goes on: what the server tells of it goes into the page.
import { page } from "../pages.js";
import { makeElement } from "../plot/elements.js";
import { visible } from "../visible.js";
import { grow } from "./grow.js";
import { RunLog } from "./log.js";
import { LiveStream } from "./stream.js";
import { SummaryTable } from "./summaries.js";
import { connectionWords, durationWords } from "./words.js";

// The most plots of a page, and the most series of one stream.
const mostPlots = 60;
const mostMetrics = 100;
// Fields that change all the time and are shown otherwise, or not at all.
const quietFields = ["heartbeat", "processID", "takenUpBy", "pendingEnd"];

export function startRun(plots) {
  const root = document.getElementById("run");
  if (!root || !window.ReadableStream) return;
  new LiveRun(root, plots);
}

class LiveRun {
  constructor(root, plots) {
    this.root = root;
    this.plots = plots;
    this.run = root.dataset.run;
    this.status = root.dataset.status;
    this.start = Number(root.dataset.start);
    this.connection = { state: "reconnecting", since: Date.now() };
    this.totals = new Map();
    this.table = new SummaryTable(document.getElementById("metrics"));
    const log = document.getElementById("log");
    this.log = log && new RunLog(log, { run: this.run, changed: () => this.stream.restart() });
    if (plots) plots.onLoad = () => this.checkSoon();
    this.stream = new LiveStream({
      address: () => this.address(),
      onEvent: (event) => this.take(event),
      onState: (state, sentence) => {
        // What was true until now is true until then.
        const isLost = this.connection.state === "live" && state !== "live";
        this.connection = { state, sentence, since: isLost || state === "live" ? Date.now() : this.connection.since };
        this.tell();
      },
    });
    this.stream.start();
    setInterval(() => this.tell(), 5_000);
    // By the server's clock, as far as it is known: by how far this one was ahead when the page came.
    const ahead = Date.now() - Number(root.dataset.now);
    setInterval(() => {
      if (this.status === "running" && this.connection.state === "live") this.showDuration(Date.now() - ahead);
    }, 1_000);
  }

  address() {
    const fields = new URLSearchParams();
    for (const metric of this.plottedMetrics().slice(0, mostMetrics)) fields.append("metric", metric);
    if (this.log) {
      fields.set("lines", this.log.level);
      fields.set("behind", this.log.behind);
    }
    return `/api/v1/runs/${encodeURIComponent(this.run)}/events?${fields}`;
  }

  plottedMetrics() {
    return this.plots?.plots.flatMap(({ sources }) => sources.map(({ source }) => source.metric)) ?? [];
  }

  take({ kind, data }) {
    if (kind === "run") this.takeFields(data);
    if (kind === "metrics") this.takeSummaries(data.metrics);
    if (kind === "points") this.takePoints(data.series);
    if (kind === "lines") this.log?.add(data.lines);
    this.checkSoon();
  }

  takeFields({ whole, fields }) {
    const hasBegun = this.hasFields;
    this.hasFields = true;
    const status = fields.status ?? this.status;
    // The page came with the run as it was a moment ago: only what is different is fetched.
    const isNews = whole
      ? hasBegun || status !== this.status
      : Object.keys(fields).some((name) => !quietFields.includes(name));
    this.status = status;
    this.tell();
    if (isNews) this.refreshSoon();
  }

  showDuration(end) {
    const place = this.root.querySelector('[data-fact="Duration"]');
    const text = durationWords(this.start, end);
    if (!place || text === "–") return;
    place.title = text;
    place.replaceChildren(makeElement("bdi", {}, [text]));
  }

  // Status, facts, notes as the server writes them; once for changes that come together.
  refreshSoon() {
    if (this.refreshTimer) return;
    this.refreshTimer = setTimeout(async () => {
      try {
        const fresh = await page(location.href);
        for (const part of this.root.querySelectorAll("[data-fresh]")) {
          const other = fresh.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
          if (other) part.replaceChildren(...other.childNodes);
        }
      } catch {
        // The stream says how the connection is.
      }
      this.refreshTimer = null;
    }, 300);
  }

  takeSummaries(summaries) {
    for (const summary of summaries) {
      this.totals.set(summary.metric, summary.count);
      this.table.show(summary);
    }
    this.addPlots(summaries.map(({ metric }) => metric));
  }

  addPlots(metrics) {
    if (!this.plots) return;
    const known = new Set(this.plottedMetrics());
    const added = metrics.filter((metric) => !known.has(metric)).slice(0, mostPlots - this.plots.plots.length);
    if (added.length === 0) return;
    document.getElementById("no-metric")?.remove();
    this.plots.section.hidden = false;
    for (const metric of added) this.plots.addFigure({ run: this.run, metric, title: visible(metric, 300) });
    // The stream does not tell their points yet.
    clearTimeout(this.restartTimer);
    this.restartTimer = setTimeout(() => this.stream.restart(), 200);
  }

  takePoints(updates) {
    for (const update of updates) {
      this.plots?.growAlong(update, grow);
      for (const plot of this.plots?.plots ?? []) {
        for (const { source } of plot.sources) {
          if (source.metric !== update.metric || source.overview === null) continue;
          const outcome = grow(source, update);
          if (outcome === "grown") plot.grown();
          if (outcome === "behind") plot.reloadSoon();
        }
      }
    }
  }

  // Points that came while a series was being read, or before the stream began.
  checkSoon() {
    clearTimeout(this.checkTimer);
    this.checkTimer = setTimeout(() => {
      for (const plot of this.plots?.plots ?? []) {
        const isBehind = plot.sources.some(({ source }) => {
          return source.overview !== null && source.count < (this.totals.get(source.metric) ?? 0);
        });
        if (isBehind) plot.reloadSoon();
      }
    }, 700);
  }

  tell() {
    const place = document.getElementById("live");
    const { state, text } = connectionWords({ ...this.connection, now: Date.now(), status: this.status });
    if (!place || place.textContent === text) return;
    place.hidden = false;
    place.dataset.state = state;
    place.textContent = text;
  }
}
