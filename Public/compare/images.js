// Images of runs at the same step, chosen by sliders that move together: side by side, over the first run's, or as what is
// different from it.
import { indexAt } from "./steps.js";

export function startImages(section) {
  if (!section) return;
  const link = section.querySelector("#link-images");
  const strips = [...section.querySelectorAll(".image-strip")].map((element) => new Strip(element));
  link.closest("label").hidden = strips.length < 2;
  startModes(section, strips);
  for (const strip of strips) {
    strip.slider.addEventListener("input", () => {
      const step = strip.steps[Number(strip.slider.value)];
      for (const other of link.checked ? strips : [strip]) other.show(step);
    });
  }
}

function startModes(section, strips) {
  const modes = section.querySelector("#image-mode");
  const mix = section.querySelector("#image-mix");
  if (!strips.some(({ sides }) => sides.length > 1)) return;
  modes.closest("label").hidden = false;
  const change = () => {
    section.dataset.mode = modes.value;
    mix.closest("label").hidden = modes.value !== "over";
    section.style.setProperty("--mix", mix.value);
    for (const strip of strips) strip.stack(modes.value !== "beside");
  };
  modes.addEventListener("change", change);
  mix.addEventListener("input", change);
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

  // Puts the first run's image below each other one, or takes it away.
  stack(isStacked) {
    const [first, ...others] = this.sides;
    for (const side of others) {
      side.base?.closest(".image-stack").replaceWith(side.image);
      side.base = null;
      if (!isStacked) continue;
      const stack = document.createElement("div");
      stack.className = "image-stack";
      side.base = document.createElement("img");
      side.base.alt = "";
      side.image.replaceWith(stack);
      stack.append(side.base, side.image);
    }
    this.showBase(first);
  }

  showBase(first) {
    const address = first.image.getAttribute("src");
    for (const { base } of this.sides) if (base && base.getAttribute("src") !== address) base.src = address;
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
    this.showBase(this.sides[0]);
  }
}
