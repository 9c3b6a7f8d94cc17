// A stream of events that comes back by itself, and goes on where it was. While the page is hidden it is closed.
import { EventParser } from "./parser.js";

// Milliseconds: the first pause before asking again, the longest, and how long a silent stream is trusted (the server gives
// a sign of life every 15 s).
const firstPause = 500;
const longestPause = 30_000;
const longestSilence = 40_000;

// address: (no argument) where to ask, a text. onEvent: called with { kind, id, data }. onState: called with what changed
// to "live", "silent" (the server is there, and its store does not answer), "reconnecting", "ended" (it will not come back; with
// a sentence) or "paused".
export class LiveStream {
  constructor({ address, onEvent, onState, environment = browserEnvironment() }) {
    Object.assign(this, { address, onEvent, environment });
    this.onState = (state, sentence) => {
      onState(state, sentence);
      if (state === this.state) return;
      this.state = state;
      environment.onChange();
    };
    this.lastID = null;
    this.failures = 0;
    this.reading = null;
    this.isEnded = false;
    environment.onVisibility(() => this.visibilityChanged());
  }

  start() {
    if (this.isEnded || this.reading || this.environment.isHidden()) return;
    this.environment.clear(this.timer);
    const reading = new AbortController();
    this.reading = reading;
    this.read(reading.signal).then(
      () => this.lost(reading, null),
      (error) => this.lost(reading, error),
    );
  }

  // Asks anew, for instance as the address has changed. What was seen is not told again.
  restart() {
    this.stop();
    this.start();
  }

  stop() {
    this.environment.clear(this.timer);
    this.environment.clear(this.silence);
    const reading = this.reading;
    this.reading = null;
    reading?.abort();
  }

  // For good, with the reason for people.
  end(sentence) {
    this.isEnded = true;
    this.stop();
    this.onState("ended", sentence);
  }

  visibilityChanged() {
    if (this.isEnded) return;
    if (this.environment.isHidden()) {
      this.stop();
      this.onState("paused");
    } else {
      this.failures = 0;
      this.start();
    }
  }

  async read(signal) {
    const headers = { accept: "text/event-stream" };
    if (this.lastID !== null) headers["last-event-id"] = this.lastID;
    const answer = await this.environment.fetch(this.address(), { headers, signal, cache: "no-store" });
    if (!answer.ok) throw Object.assign(new Error("refused"), { status: answer.status, wait: answer.headers.get("retry-after") });
    const parser = new EventParser();
    const decoder = new TextDecoder();
    const parts = answer.body.getReader();
    this.failures = 0;
    this.onState("live");
    while (true) {
      this.environment.clear(this.silence);
      this.silence = this.environment.after(longestSilence, () => this.restart());
      const { done, value } = await parts.read();
      if (signal.aborted || done) return;
      for (const event of parser.add(decoder.decode(value, { stream: true }))) {
        if (signal.aborted) return;
        if (event.kind === "stale") this.onState("silent");
        else if (event.kind === "fresh") this.onState("live");
        else this.onEvent(event);
        // Only then: who fails to take an event gets it again.
        if (event.id !== null) this.lastID = event.id;
      }
    }
  }

  lost(reading, error) {
    // Somebody else reads by now, or nobody is to.
    if (this.reading !== reading) return;
    this.stop();
    const status = error?.status;
    if (status === 404) return this.end("The run is not there any more.");
    if (status === 401 || status === 403) return this.end("You are logged out. Load the page again.");
    if (status === 400) {
      // The id is of another server's making: begin anew, but once.
      if (this.lastID === null) return this.end("The server does not understand the page. Load it again.");
      this.lastID = null;
    }
    this.failures += 1;
    this.onState("reconnecting");
    const pause = Math.min(longestPause, firstPause * 2 ** (this.failures - 1));
    const asked = Number(error?.wait) * 1000;
    // Not all clients at the same moment.
    const wait = Math.max(asked > 0 ? asked : 0, pause) * (0.75 + 0.5 * this.environment.random());
    this.timer = this.environment.after(wait, () => this.start());
  }
}

function browserEnvironment() {
  return {
    fetch: (...all) => fetch(...all),
    after: (milliseconds, work) => setTimeout(work, milliseconds),
    clear: (timer) => clearTimeout(timer),
    random: Math.random,
    isHidden: () => document.hidden,
    onChange: () => document.dispatchEvent(new CustomEvent("connectionchange")),
    onVisibility: (work) => {
      document.addEventListener("visibilitychange", work);
      // A page that comes back out of the browser's memory.
      addEventListener("pageshow", () => work());
    },
  };
}
