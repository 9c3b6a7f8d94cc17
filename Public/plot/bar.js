// The controls of all plots: what stands along, how values are spread, smoothing, outliers, and the link to this view.
import { copied } from "../copying.js";
import { kindOf, metricOf } from "./along.js";
import { makeElement } from "./elements.js";
import { visible } from "../visible.js";
import { isZoomed, mostSmoothing } from "./view.js";

export function startBar(section, page) {
  const control = (name) => section.querySelector(`[data-plot="${name}"]`);
  const [x, y, smooth, weight, clip] = ["x", "y", "smooth", "weight", "clip"].map(control);
  const [reset, copy, said] = ["reset", "copy", "said"].map(control);
  x.addEventListener("change", () => page.change((view) => { view.x = x.value; }));
  y.addEventListener("change", () => page.change((view) => { view.y = y.value; }));
  clip.addEventListener("change", () => page.change((view) => { view.clip = clip.checked; }));
  smooth.addEventListener("input", () => {
    page.change((view) => { view.smooth = Math.min(Number(smooth.value), mostSmoothing); }, { isSteady: true });
  });
  reset.addEventListener("click", () => page.reset());
  copy.addEventListener("click", async () => {
    page.writeAddress();
    said.textContent = (await copied(location.href)) ? "Copied" : "Copy the address of this page";
    setTimeout(() => { said.textContent = ""; }, 3_000);
  });
  const metrics = makeElement("optgroup", { label: "another metric" });
  const bar = {
    // Another metric that can stand along.
    offer(metric) {
      const value = kindOf(metric);
      if ([...x.options].some((option) => option.value === value)) return;
      if (!metrics.isConnected) x.append(metrics);
      metrics.append(makeElement("option", { value }, [visible(metric, 60)]));
    },
    show(view) {
      const metric = metricOf(view.x);
      if (metric !== null) bar.offer(metric);
      x.value = view.x;
      y.value = view.y;
      smooth.value = String(view.smooth);
      weight.textContent = view.smooth === 0 ? "off" : view.smooth.toFixed(3);
      clip.checked = view.clip;
      reset.disabled = !isZoomed(view);
    },
  };
  bar.show(page.view);
  section.querySelector(".plot-bar").classList.add("plot-bar-ready");
  return bar;
}
