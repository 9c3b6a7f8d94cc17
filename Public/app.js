// What the pages do beyond links and forms. Every part works alone, and is fetched where its place stands in the page; without
// scripts the pages still do.
import { startKeys } from "./keys.js";
import { startLight } from "./light.js";
import { startThemes } from "./themes.js";

// Does something when there is such a place.
async function where(selector, start) {
  if (document.querySelector(selector)) await start();
}

startThemes();
startKeys();
// Plots come first, because they ask the server for their points; what else is fetched comes meanwhile.
where("#run", async () => {
  const plots = (await import("./plot/page.js")).startPlots();
  (await import("./live/run.js")).startRun(plots);
});
where(".compare-part", async () => (await import("./compare/page.js")).startComparison());
where("#runs-content", async () => {
  const renew = (await import("./runs/page.js")).startRuns();
  (await import("./live/runs.js")).startRunList(renew);
});
where("#view", async () => (await import("./list.js")).startList());
where("#files-search, #files-pane", async () => (await import("./files.js")).startFiles());
where(".charts-grid", async () => (await import("./charts.js")).startCharts());
where("#facts", async () => (await import("./facts.js")).startFactsFilter());
where(".strip", async () => (await import("./strips.js")).startStrips());
where("#run", async () => (await import("./edit/run.js")).startRunEditing());
where("#choose-records, #artifact", async () => (await import("./edit/records.js")).startRecords());
where("#trash", async () => (await import("./edit/trash.js")).startTrash());
where("#runs-content", async () => (await import("./tables/columns.js")).startColumns());
where("main", async () => (await import("./tables/edges.js")).startEdges());
where("main", async () => (await import("./edit/undo.js")).startUndo());
where("table, #run", async () => (await import("./tables/cells.js")).startCells());
startLight();
