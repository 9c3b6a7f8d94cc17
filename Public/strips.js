// Pictures of one label: a slider goes through the steps.

export function startStrips() {
  for (const strip of document.querySelectorAll(".strip")) startStrip(strip);
}

function startStrip(strip) {
  const part = (name) => strip.querySelector(`[data-strip="${name}"]`);
  const slider = part("slider");
  if (!slider) return;
  const frames = [...strip.querySelectorAll(".strip-frames a")].map(({ href, textContent }) => ({ href, step: textContent }));
  slider.hidden = false;
  slider.addEventListener("input", () => {
    const frame = frames[Number(slider.value)];
    if (!frame) return;
    part("step").textContent = frame.step;
    slider.setAttribute("aria-valuetext", `step ${frame.step}`);
    part("link").href = frame.href;
    part("picture").src = frame.href;
  });
}
