// Files of this server, up to a size.

// The bytes of a file as an ArrayBuffer; more than `most` are an Error, and are not fetched to their end.
export async function fileBytes(address, most, signal) {
  const answer = await fetch(address, { signal }).catch((error) => {
    throw error.name === "AbortError" ? error : new Error("The server cannot be reached.");
  });
  if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? "The file cannot be read.");
  const tooLarge = () => new Error(`The file has more than ${Math.round(most / 1e6)} MB; download it to look at it.`);
  if (Number(answer.headers.get("content-length")) > most) {
    await answer.body?.cancel();
    throw tooLarge();
  }
  const parts = [];
  let length = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(value);
  }
  return new Blob(parts).arrayBuffer();
}
