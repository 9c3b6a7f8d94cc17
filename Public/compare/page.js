// The comparison of runs: their curves over each other, one legend for all plots, images at the same step.
import { PlotPage } from "../plot/page.js";
import { startImages } from "./images.js";
import { startSamples } from "./samples.js";
import { AbsentSource, ComparedSource } from "./sources.js";

export function startComparison() {
  startImages(document.getElementById("compare-images"));
  startSamples();
  const equal = document.getElementById("equal");
  equal?.addEventListener("toggle", () => changeAddress("equal", equal.open ? "1" : ""));
  const section = document.getElementById("compare-plots");
  if (!section) return;
  const find = document.getElementById("compare-find");
  if (window.ResizeObserver) {
    const page = new ComparePlots(section);
    section.querySelector(".charts-grid").dataset.plots = "";
    for (const figure of section.querySelectorAll("figure")) page.take(figure);
  }
  startFinding(section, find);
}

class ComparePlots extends PlotPage {
  constructor(section) {
    super(section);
    this.runs = section.dataset.runs;
    this.keys = [...section.querySelectorAll(".compare-legend button")];
    // In the order of their colours, which is that of the plots' series.
    this.shown = this.keys
      .map((key) => ({ run: key.dataset.run, name: key.textContent, number: Number(key.dataset.series), start: Number(key.dataset.start) / 1000 }))
      .sort((a, b) => a.number - b.number);
    for (const key of this.keys) {
      key.addEventListener("click", () => this.change((view) => { view.only = view.only === key.textContent ? null : key.textContent; }));
    }
    this.showKeys();
  }

  contentOf(figure) {
    const { metric } = figure.dataset;
    const having = new Set(figure.dataset.series.split(" ").map(Number));
    const failed = (problem) => { document.getElementById("compare-note").textContent = `A curve is missing: ${problem}`; };
    const series = this.shown.map(({ run, name, number, start }) => ({
      name, start, source: having.has(number) ? new ComparedSource(run, metric, failed) : new AbsentSource(run, metric),
    }));
    return { title: metric, series, pictureBase: `/compare/chart?runs=${this.shown.map(({ run }) => run).join(",")}&` };
  }

  viewChanged() {
    super.viewChanged();
    this.showKeys();
  }

  // Commas stay as people write them.
  writeAddress() {
    super.writeAddress();
    const tidy = location.href.replaceAll("%2C", ",");
    if (tidy !== location.href) history.replaceState(history.state, "", tidy);
  }

  showKeys() {
    const { only } = this.view;
    const isolates = this.keys.some((key) => key.textContent === only);
    for (const key of this.keys) key.setAttribute("aria-pressed", String(!isolates || key.textContent === only));
  }
}

// Charts of other metrics are hidden while one types; what the server left out comes with the next page.
function startFinding(section, find) {
  const box = find.elements.metrics;
  const note = document.getElementById("compare-note");
  const figures = [...section.querySelectorAll("figure")];
  const isNarrowed = box.value !== "" || note.textContent !== "";
  box.addEventListener("input", () => {
    if (isNarrowed) return;
    const typed = box.value.trim().toLowerCase();
    let count = 0;
    for (const figure of figures) {
      figure.hidden = !figure.dataset.metric.toLowerCase().includes(typed);
      if (!figure.hidden) count += 1;
    }
    note.textContent = count === figures.length ? "" : `${count} of ${figures.length} metrics`;
    changeAddress("metrics", box.value.trim());
  });
  find.addEventListener("submit", (event) => { if (!isNarrowed) event.preventDefault(); });
  box.addEventListener("search", () => { if (isNarrowed && box.value === "") find.requestSubmit(); });
}

function changeAddress(name, value) {
  const address = new URL(location);
  if (value === "") address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  // Commas stay as people write them.
  address.search = address.search.replaceAll("%2C", ",");
  history.replaceState(null, "", address);
}
