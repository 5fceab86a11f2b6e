// How a sandbox talks: a line of JSON in, one line out. What a notebook has written without an end is not part of it.
export function say(text) {
  const line = new TextEncoder().encode(`\n${text}\n`);
  for (let at = 0; at < line.length;) at += Deno.stdout.writeSync(line.subarray(at));
}

export async function* linesOf(stream) {
  let begun = [];
  for await (let chunk of stream) {
    for (let end; (end = chunk.indexOf(10)) >= 0; chunk = chunk.subarray(end + 1)) {
      yield await new Blob([...begun, chunk.subarray(0, end)]).text();
      begun = [];
    }
    begun.push(chunk);
  }
}
