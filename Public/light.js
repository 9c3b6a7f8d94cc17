// The light in the top line: whether the store answers.

const interval = 20_000;

export function startLight() {
  const light = document.getElementById("light");
  // Whoever has not logged in is told nothing of the store.
  if (!light || document.querySelector(".login")) return;
  let timer;

  async function look() {
    clearTimeout(timer);
    if (document.hidden) {
      show("stale", "paused");
      return;
    }
    try {
      const answer = await fetch("/ready", { headers: { accept: "application/json" } });
      await answer.text();
      show(answer.ok ? "live" : "away", answer.ok ? "connected" : "store away");
    } catch {
      show("away", "disconnected");
    }
    timer = setTimeout(look, interval);
  }

  function show(state, text) {
    light.hidden = false;
    if (light.dataset.state === state) return;
    light.dataset.state = state;
    const words = document.createElement("span");
    words.textContent = text;
    light.replaceChildren(words);
    light.setAttribute("aria-label", text);
  }

  document.addEventListener("visibilitychange", look);
  look();
}
