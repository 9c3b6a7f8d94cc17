// Requests that change something. What goes wrong is thrown as a sentence for the reader.

export async function send(method, path, content) {
  const options = { method, credentials: "same-origin", headers: { accept: "application/json" } };
  if (content !== undefined) {
    options.body = JSON.stringify(content);
    options.headers["content-type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The server cannot be reached. Nothing was changed; try again.");
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(sentence(answer.status, told.detail)), { status: answer.status });
  return told;
}

// Does the same to many, some at a time. Those that were done are in `done`, also when one fails: then `problem` says why, and
// no further one is begun.
export async function sendEach(items, act, told = () => {}) {
  const waiting = [...items];
  const done = [];
  let problem = null;
  const work = async () => {
    while (waiting.length > 0 && problem === null) {
      const item = waiting.shift();
      try {
        await act(item);
        done.push(item);
        told(done.length);
      } catch (error) {
        problem ??= error.message;
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return { done, problem };
}

function sentence(status, detail) {
  if (status === 401) return "You are not logged in any more. Load the page again to log in.";
  return typeof detail === "string" && detail !== "" ? detail : `The server refused it with status ${status}.`;
}
