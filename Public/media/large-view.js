// A picture of a strip as large as the window has room for, with the strip's slider below it. Small pictures are enlarged by whole
// numbers, so that each of their pixels is a square; large ones are made smaller, and a click shows them pixel by pixel.
import { makeElement } from "../plot/elements.js";

export function startLargeView() {
  let view = null;
  document.addEventListener("click", (event) => {
    const hasOtherMeaning = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const link = event.target.closest?.(".strip a");
    if (hasOtherMeaning || event.defaultPrevented || !link?.querySelector("img")) return;
    event.preventDefault();
    view ??= new LargeView();
    view.open(link.closest(".strip"), link);
  });
}

// How many times as large as it is a picture is shown: a whole number where there is room for it once, else a part of 1.
export function enlargement(width, height, roomWidth, roomHeight) {
  if (!(width > 0 && height > 0)) return 1;
  const most = Math.min(roomWidth / width, roomHeight / height);
  return most >= 1 ? Math.floor(most) : Math.max(most, 0.01);
}

class LargeView {
  constructor() {
    this.name = makeElement("bdi");
    this.facts = makeElement("span", { className: "muted" });
    this.file = makeElement("a", { textContent: "File", download: "" });
    const close = makeElement("button", { type: "button", className: "large-close", "aria-label": "Close", title: "Close (Esc)", textContent: "×" });
    this.picture = makeElement("img", { alt: "" });
    this.frame = makeElement("div", { className: "large-picture" }, [this.picture]);
    this.room = makeElement("div", { className: "large-room" }, [this.frame]);
    this.problem = makeElement("p", { className: "problem", hidden: true, textContent: "The browser cannot show this file. It may be damaged, or not what it is called." });
    this.slider = makeElement("input", { type: "range", min: "0", step: "1", autocomplete: "off", "aria-label": "Step" });
    const bar = makeElement("div", { className: "large-bar" }, [this.name, this.facts, this.file, close]);
    this.dialog = makeElement("dialog", { className: "large" }, [bar, this.problem, this.room, this.slider]);
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    // What is around the picture is a way out, too.
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    this.frame.addEventListener("click", () => {
      this.isWhole = !this.isWhole;
      this.lay();
    });
    this.picture.addEventListener("load", () => this.lay());
    this.picture.addEventListener("error", () => {
      this.problem.hidden = false;
      this.room.hidden = true;
    });
    this.slider.addEventListener("input", () => {
      this.stripSlider.value = this.slider.value;
      this.stripSlider.dispatchEvent(new Event("input"));
      this.show();
    });
    addEventListener("resize", () => { if (this.dialog.open) this.lay(); });
  }

  open(strip, link) {
    Object.assign(this, { strip, link, isWhole: true });
    // Boxes change with the step, and with what somebody chooses.
    const boxes = link.querySelector("svg.boxes");
    this.changes?.disconnect();
    this.changes = new MutationObserver(() => this.showBoxes(boxes));
    if (boxes) this.changes.observe(boxes, { childList: true });
    this.showBoxes(boxes);
    this.stripSlider = strip.querySelector('[data-strip="slider"]');
    const label = strip.querySelector("figcaption bdi")?.textContent ?? "";
    this.name.textContent = label;
    this.dialog.setAttribute("aria-label", label === "" ? "Picture" : label);
    this.slider.hidden = !this.stripSlider;
    if (this.stripSlider) {
      this.slider.max = this.stripSlider.max;
      this.slider.value = this.stripSlider.value;
    }
    this.dialog.showModal();
    if (this.stripSlider) this.slider.focus();
    this.show();
  }

  showBoxes(boxes) {
    this.frame.querySelector("svg")?.remove();
    if (boxes) this.frame.append(boxes.cloneNode(true));
  }

  show() {
    this.problem.hidden = true;
    this.room.hidden = false;
    this.picture.src = this.link.href;
    this.file.href = this.link.href;
    this.picture.alt = this.name.textContent;
    const step = this.strip.querySelector('[data-strip="step"]')?.textContent;
    this.slider.setAttribute("aria-valuetext", `step ${step}`);
    this.lay();
  }

  lay() {
    const { naturalWidth: width, naturalHeight: height } = this.picture;
    const fitting = enlargement(width, height, innerWidth - 64, innerHeight - 144);
    const times = this.isWhole ? fitting : Math.max(1, fitting);
    if (width > 0) this.picture.style.width = `${width * times}px`;
    this.picture.classList.toggle("is-smaller", times < 1);
    this.picture.classList.toggle("has-more", fitting < 1);
    const step = this.strip.querySelector('[data-strip="step"]')?.textContent;
    const share = times < 1 ? `${Math.round(times * 100)} %` : `${times}×`;
    this.facts.textContent = [step === undefined ? "" : `step ${step}`, width > 0 ? `${width} × ${height} px, ${share}` : ""].filter((text) => text !== "").join(" · ");
  }
}
