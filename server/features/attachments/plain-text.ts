import { readFile } from 'node:fs/promises';

/**
 * Whether a file is text that people read: UTF-8, or what Windows writes, and neither HTML nor SVG nor any other XML,
 * which browsers would run scripts in.
 */
export async function isPlainText(path: string): Promise<boolean> {
  const bytes = await readFile(path);
  if (bytes.some(isNoSign)) return false;
  const text = decode(bytes);
  return text !== undefined && !isMarkup(text.slice(0, 100_000));
}

/** Bytes that text has in neither: of the first 32, it has tab, line breaks, page breaks and the colours of a log. */
const isNoSign = (byte: number) =>
  byte < 9 || byte === 11 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127;

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Five bytes are no letter there.
    const isWindows = !bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
    return isWindows ? new TextDecoder('windows-1252').decode(bytes) : undefined;
  }
}

/** Begins, behind spaces and comments, as a document of tags. */
function isMarkup(text: string): boolean {
  let rest = text.trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) return true;
    rest = rest.slice(end + 3).trimStart();
  }
  return /^<[!?a-z]/i.test(rest);
}
