// The empty page of artifacts says how to log the first one, and shows it when it is there: whoever tried the commands looks here.
import { page } from "../pages.js";
import { LiveStream } from "./stream.js";

// Milliseconds between two looks.
const pause = 2_000;

export function startFirstUse() {
  if (!document.querySelector('[data-waits="records"]') || !window.ReadableStream) return;
  let timer = null;
  const look = async () => {
    timer = null;
    try {
      const next = await page(location.href);
      if (!next.querySelector('[data-waits="records"]')) location.reload();
    } catch {
      // The next event, or a glance at the page, asks again.
    }
  };
  const lookSoon = () => { timer ??= setTimeout(look, pause); };
  // An artifact that no run logged has no event.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) lookSoon(); });
  new LiveStream({ address: () => "/api/v1/runs/events", onEvent: lookSoon, onState: () => {} }).start();
}
