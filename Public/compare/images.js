// Images of runs side by side at the same step, chosen by sliders that move together.
import { indexAt } from "./steps.js";

export function startImages(section) {
  if (!section) return;
  const link = section.querySelector("#link-images");
  const strips = [...section.querySelectorAll(".image-strip")].map((element) => new Strip(element));
  link.closest("label").hidden = strips.length < 2;
  for (const strip of strips) {
    strip.slider.addEventListener("input", () => {
      const step = strip.steps[Number(strip.slider.value)];
      for (const other of link.checked ? strips : [strip]) other.show(step);
    });
  }
}

class Strip {
  constructor(element) {
    this.steps = element.dataset.steps.split(" ").map(Number);
    this.slider = element.querySelector("input[type=range]");
    this.output = element.querySelector("output");
    this.sides = [...element.querySelectorAll(".image-side")].map((side) => {
      const list = side.querySelector(".image-steps");
      const links = [...list.querySelectorAll("a")];
      list.hidden = true;
      return {
        image: side.querySelector("img"), text: side.querySelector(".image-step"), links,
        steps: links.map((one) => Number(one.dataset.step)),
      };
    });
    this.slider.max = String(this.steps.length - 1);
    element.querySelector(".image-slider").hidden = this.steps.length < 2;
    this.show(this.steps[this.steps.length - 1]);
  }

  // Every run's last image up to a step.
  show(step) {
    const index = indexAt(this.steps, step);
    this.slider.value = String(index);
    this.slider.setAttribute("aria-valuetext", `step ${this.steps[index]}`);
    this.output.textContent = String(this.steps[index]);
    for (const side of this.sides) {
      const at = indexAt(side.steps, step);
      const address = side.links[at].getAttribute("href");
      if (side.image.getAttribute("src") !== address) side.image.src = address;
      side.text.textContent = `step ${side.steps[at]}`;
      side.image.alt = side.image.alt.replace(/, step .*$/, `, step ${side.steps[at]}`);
    }
  }
}
