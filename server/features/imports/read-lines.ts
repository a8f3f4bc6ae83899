import { createReadStream } from 'node:fs';

/** Longer than any real thread, and short enough to hold in memory. */
const lineAtMost = 20_000_000;
const lineEnd = 0x0a;

/** One line of a file. `bytes` is how far the file has been read with it. */
export type Line = { number: number; bytes: number } & ({ text: string } | { problem: string });

/** The lines of a file as it streams by, without the empty ones; one that cannot be read says why. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  let number = 1;
  let bytes = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, from)) {
      length += end - from;
      pieces.push(chunk.subarray(from, end));
      bytes += end + 1 - from;
      const line = readLine(pieces, length);
      if (line) yield { number, bytes, ...line };
      number++;
      from = end + 1;
      pieces = [];
      length = 0;
    }
    bytes += chunk.length - from;
    length += chunk.length - from;
    // Of a line that is refused for its length, nothing is kept.
    if (length <= lineAtMost) pieces.push(chunk.subarray(from));
    else pieces = [];
  }
  const last = readLine(pieces, length);
  if (last) yield { number, bytes, ...last };
}

function readLine(pieces: Buffer[], length: number): { text: string } | { problem: string } | undefined {
  if (length > lineAtMost) return { problem: `it is longer than ${lineAtMost / 1_000_000} MB` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return text.trim() === '' ? undefined : { text };
  } catch {
    return { problem: 'it is not text in UTF-8' };
  }
}
