// A sound with its wave above the browser's own player: a click or the keys go to a place in it.
import { makeElement } from "../plot/elements.js";
import { fileBytes } from "./fetching.js";
import { clock, peaksOf } from "./peaks.js";

// Larger files are played, and not drawn.
const mostBytes = 40_000_000;
const columns = 1_000;

export class SoundView {
  constructor(audio) {
    this.audio = audio;
    this.canvas = makeElement("canvas", {
      className: "sound-wave", tabIndex: 0, role: "slider", "aria-label": "Place in the sound", "aria-valuemin": "0",
      "aria-valuemax": "0", "aria-valuenow": "0", hidden: true,
    });
    audio.before(this.canvas);
    for (const name of ["timeupdate", "seeked", "durationchange", "ended"]) audio.addEventListener(name, () => this.draw());
    document.addEventListener("themechange", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.canvas.addEventListener("pointerdown", (event) => {
      const { left, width } = this.canvas.getBoundingClientRect();
      this.go(((event.clientX - left) / width) * audio.duration);
    });
    this.canvas.addEventListener("keydown", (event) => this.press(event));
  }

  async load(address) {
    const turn = (this.turn ?? 0) + 1;
    this.turn = turn;
    this.peaks = null;
    this.fetching?.abort();
    this.fetching = new AbortController();
    try {
      const bytes = await fileBytes(address, mostBytes, this.fetching.signal);
      if (turn !== this.turn) return;
      const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes);
      if (turn !== this.turn) return;
      this.peaks = peaksOf(Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index)), columns);
    } catch {
      // The player says what it cannot play; without a wave there is nothing to draw.
    }
    if (turn !== this.turn) return;
    this.canvas.hidden = this.peaks === null;
    this.draw();
  }

  go(seconds) {
    if (Number.isFinite(seconds)) this.audio.currentTime = Math.min(Math.max(seconds, 0), this.audio.duration);
  }

  press(event) {
    const { audio } = this;
    const act = {
      ArrowRight: () => this.go(audio.currentTime + 1), ArrowLeft: () => this.go(audio.currentTime - 1),
      PageUp: () => this.go(audio.currentTime + audio.duration / 10), PageDown: () => this.go(audio.currentTime - audio.duration / 10),
      Home: () => this.go(0), End: () => this.go(audio.duration),
      " ": () => (audio.paused ? audio.play().catch(() => {}) : audio.pause()),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  draw() {
    const { canvas, audio, peaks } = this;
    const { currentTime, duration } = audio;
    canvas.setAttribute("aria-valuemax", Number.isFinite(duration) ? duration.toFixed(1) : "0");
    canvas.setAttribute("aria-valuenow", currentTime.toFixed(1));
    canvas.setAttribute("aria-valuetext", `${clock(currentTime)} of ${clock(duration)}`);
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!peaks || width === 0) return;
    const density = window.devicePixelRatio || 1;
    Object.assign(canvas, { width: Math.round(width * density), height: Math.round(height * density) });
    const context = canvas.getContext("2d");
    const style = getComputedStyle(canvas);
    const [played, rest] = ["--accent", "--muted"].map((name) => style.getPropertyValue(name));
    const count = peaks.most.length;
    const done = duration > 0 ? (currentTime / duration) * canvas.width : 0;
    const middle = canvas.height / 2;
    for (let x = 0; x < canvas.width; x += 1) {
      const column = Math.min(count - 1, Math.floor((x / canvas.width) * count));
      const [top, bottom] = [peaks.most[column], peaks.least[column]].map((value) => middle - Math.min(Math.max(value, -1), 1) * (middle - 1));
      context.fillStyle = x < done ? played : rest;
      context.fillRect(x, top, 1, Math.max(1, bottom - top));
    }
  }
}
