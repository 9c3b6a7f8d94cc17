// The series of compared runs: one that is missing takes nothing away from the others.
import { SeriesSource } from "../plot/source.js";

// A run's metric. failed: called with a sentence when it cannot be read; it is empty then.
export class ComparedSource extends SeriesSource {
  constructor(run, metric, failed) {
    super(run, metric);
    this.failed = failed;
  }

  async load(buckets) {
    try {
      await super.load(buckets);
    } catch (error) {
      if (error.name === "AbortError") throw error;
      this.overview = [];
      this.failed(error.message);
    }
  }
}

// A run without the metric: it keeps its place, and its colour, among the others.
export class AbsentSource {
  constructor(run, metric) {
    Object.assign(this, { run, metric, overview: [], entries: [], count: 0 });
  }

  async load() {}

  async refine() {
    return false;
  }

  stop() {}
}
