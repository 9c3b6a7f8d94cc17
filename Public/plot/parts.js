// What a plot is made of in the page: a heading, two canvases over each other, a legend and a note. What is in them is plot.js's.
import { colourName } from "./colours.js";
import { fileName } from "./csv.js";
import { makeElement } from "./elements.js";

// names: those of the series; several have a button each in the legend. onCSV: when the CSV is wanted. onOnly: with the name of a series
// whose button was pressed.
export function plotParts(title, names, { onCSV, onOnly }) {
  const base = makeElement("canvas", { className: "plot-base", "aria-hidden": "true" });
  const canvas = makeElement("canvas", {
    className: "plot-canvas", tabIndex: 0, role: "img", "aria-label": `Chart of ${title}`, "aria-describedby": "plot-help",
  });
  const tooltip = makeElement("div", { className: "plot-tooltip", hidden: true });
  const stage = makeElement("div", { className: "plot-stage" }, [base, canvas, tooltip]);
  const readout = makeElement("span", { className: "plot-readout muted" });
  const live = makeElement("span", { className: "unseen", "aria-live": "polite" });
  const csv = makeElement("button", {
    type: "button", className: "plot-action", title: "What is in view as CSV", "aria-label": `CSV of ${title}`,
  }, ["CSV"]);
  csv.addEventListener("click", onCSV);
  const png = makeElement("a", {
    className: "plot-action", title: "The server's picture with these settings", "aria-label": `PNG of ${title}`,
    download: fileName(title, "png"),
  }, ["PNG"]);
  const heading = makeElement("span", { className: "plot-title", dir: "auto", title }, [title]);
  const head = makeElement("div", { className: "plot-head" }, [heading, readout, png, csv]);
  const note = makeElement("span", { className: "plot-note" });
  const legendButtons = names.length > 1 ? names.map((name, index) => legendButton(name, index, onOnly)) : [];
  const legend = makeElement("div", { className: "plot-legend", role: "group", "aria-label": "Series" }, legendButtons);
  const foot = makeElement("div", { className: "plot-foot" }, [legend, note]);
  const element = makeElement("div", { className: "plot" }, [head, stage, foot, live]);
  return { base, canvas, tooltip, stage, readout, live, csv, png, note, legend, legendButtons, element };
}

function legendButton(name, index, onOnly) {
  const swatch = makeElement("span", { className: "plot-swatch" });
  swatch.style.setProperty("--swatch", `var(${colourName(index)})`);
  if (index >= 10) swatch.classList.add("plot-swatch-dashed");
  const button = makeElement("button", {
    type: "button", className: "plot-key", title: `Only ${name}; again for all`,
  }, [swatch, makeElement("bdi", {}, [name])]);
  button.addEventListener("click", () => onOnly(name));
  return button;
}
