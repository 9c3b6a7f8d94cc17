// What the pages do beyond links and forms. Every part works alone; without scripts the pages still do.
import { startThemes } from "./themes.js";
import { startLight } from "./light.js";
import { startKeys } from "./keys.js";
import { startList } from "./list.js";
import { startCharts } from "./charts.js";
import { startPlots } from "./plot/page.js";
import { startFactsFilter } from "./facts.js";
import { startStrips } from "./strips.js";
import { startRunList } from "./live/runs.js";
import { startRun } from "./live/run.js";
import { startRuns } from "./runs/page.js";
import { startFiles } from "./files.js";
import { startCells } from "./tables/cells.js";
import { startComparison } from "./compare/page.js";

startThemes();
startLight();
startKeys();
startList();
startCharts();
startFactsFilter();
startStrips();
startRun(startPlots());
startRunList(startRuns());
startFiles();
startCells();
startComparison();
