// Where the server draws what a plot shows. Outside of the steps in view it has no points, so that its smoothing begins
// with them. Along another metric it draws nothing: there the address is that of the picture along steps.
import { metricOf } from "./along.js";
import { currentColours } from "../themes.js";

export function pictureAddress({ sources, series, pictureBase, page: { view } }, inView) {
  const { source } = sources[series[0]?.index ?? 0];
  const fields = new URLSearchParams({ metric: source.metric });
  if (view.range && inView.length > 0) {
    fields.set("first", String(Math.min(...inView.map(({ firstStep }) => firstStep))));
    fields.set("last", String(Math.max(...inView.map(({ lastStep }) => lastStep))));
  }
  if (currentColours() === "dark") fields.set("theme", "dark");
  if (view.x !== "step" && metricOf(view.x) === null) fields.set("x", view.x);
  if (view.y !== "linear") fields.set("y", view.y);
  if (view.smooth > 0) fields.set("smooth", String(view.smooth));
  if (view.clip) fields.set("clip", "1");
  if (pictureBase) return `${pictureBase}${fields}`;
  return `/api/v1/runs/${encodeURIComponent(source.run)}/chart?${fields}`;
}
