// The list of runs, kept true: when some run changes the server's page is asked for the list again.
import { page } from "../pages.js";
import { LiveStream } from "./stream.js";
import { connectionWords } from "./words.js";

// Milliseconds between two looks at the list.
const pause = 2_000;

// renew: puts the page, as a document, into the one that is shown.
export function startRunList(renew) {
  if (!renew || !window.ReadableStream) return;
  let connection = { state: "reconnecting", since: Date.now() };
  let timer = null;
  let lastLook = 0;

  function tell() {
    const place = document.getElementById("live");
    const { state, text } = connectionWords({ ...connection, now: Date.now(), status: "running" });
    if (!place || place.textContent === text) return;
    place.hidden = false;
    place.dataset.state = state;
    place.textContent = text;
  }

  function lookSoon() {
    timer ??= setTimeout(look, Math.max(100, lastLook + pause - Date.now()));
  }

  async function look() {
    lastLook = Date.now();
    try {
      renew(await page(location.href));
    } catch {
      // The stream says how the connection is.
    }
    timer = null;
  }

  const stream = new LiveStream({
    address: () => "/api/v1/runs/events",
    onEvent: lookSoon,
    onState: (state, sentence) => {
      const isLost = connection.state === "live" && state !== "live";
      connection = { state, sentence, since: isLost || state === "live" ? Date.now() : connection.since };
      tell();
    },
  });
  stream.start();
  setInterval(tell, 5_000);
}
