// Which image of a run stands at a step. No document.

// The index of the last of rising steps that is not beyond `step`; the first one when all are.
export function indexAt(steps, step) {
  let found = 0;
  steps.forEach((own, index) => { if (own <= step) found = index; });
  return found;
}
