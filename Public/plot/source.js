// Asks the server for a series, wide and then finer where it is looked at.
import { endsOf, entriesOf, mostEntries, refined, refinement } from "./data.js";

// One metric of one run.
export class SeriesSource {
  constructor(run, metric) {
    this.run = run;
    this.metric = metric;
    this.overview = null;
    this.entries = [];
    // All points, steps that were logged again included.
    this.count = 0;
    this.asking = null;
  }

  // The whole series in at most so many entries.
  async load(buckets) {
    const { entries, count } = await this.ask({ buckets });
    this.overview = entries;
    this.entries = entries;
    this.count = count;
  }

  // Makes a range along an axis (see endsOf) finer until it has so many entries or all its points. Gives whether something changed. A later call ends
  // an earlier one.
  async refine(kind, start, range, wanted) {
    let hasChanged = false;
    // Each round is finer by a factor of hundreds; a billion points take three.
    for (let round = 0; round < 8; round += 1) {
      if (this.entries.length > mostEntries) {
        this.entries = this.overview;
        hasChanged = true;
      }
      const overlaps = (entry) => {
        const { x0, x1 } = endsOf(entry, kind, start);
        return x1 >= range[0] && x0 <= range[1];
      };
      const part = refinement(this.entries, overlaps, wanted);
      if (!part) break;
      const { entries } = await this.ask({ first: part.first, last: part.last, buckets: Math.min(wanted * 2, 4_000) });
      const finer = refined(this.entries, part, entries);
      if (!finer) break;
      this.entries = finer;
      hasChanged = true;
    }
    return hasChanged;
  }

  // Ends what is being asked, if something is.
  stop() {
    this.asking?.abort();
  }

  async ask(range) {
    this.stop();
    const asking = new AbortController();
    this.asking = asking;
    const fields = new URLSearchParams({ metric: this.metric, ...range });
    const address = `/api/v1/runs/${encodeURIComponent(this.run)}/series?${fields}`;
    let answer;
    try {
      answer = await fetch(address, { signal: asking.signal });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The server cannot be reached.");
    }
    const content = await answer.json().catch(() => null);
    if (!answer.ok) throw new Error(content?.detail ?? "The server failed.");
    if (content === null) throw new Error("The server's answer is incomplete.");
    return entriesOf(content);
  }
}
