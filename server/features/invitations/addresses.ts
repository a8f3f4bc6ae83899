import { z } from 'zod';

/** What somebody typed for one address; without an email it is none. */
export interface Entry {
  typed: string;
  email?: string;
}

const address = z.email().max(254);

/**
 * The addresses in a text, in its order: one a line, or with commas or semicolons between them, each as it is or like
 * "Jo Bloggs <jo@example.org>", with a comma in the name too, as mail programs copy them.
 */
export function readAddresses(text: string): Entry[] {
  return text.split(/[\n;]/).flatMap((line) => piecesOf(line).map(asEntry));
}

function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  let begun = '';
  const parts = line.split(',');
  for (const [at, part] of parts.entries()) {
    const piece = begun ? `${begun},${part}` : part;
    // "Bloggs, Jo <jo@example.org>" is one.
    const isHalfName = !piece.includes('@') && /^[^@]*</.test(parts[at + 1] ?? '');
    begun = isHalfName ? piece : '';
    if (!isHalfName) pieces.push(piece);
  }
  return pieces.map((piece) => piece.trim()).filter(Boolean);
}

function asEntry(typed: string): Entry {
  const [, within = typed] = /<([^<>]*)>[\s"']*$/.exec(typed) ?? [];
  const email = within.trim().toLowerCase();
  return address.safeParse(email).success ? { typed, email } : { typed };
}

/** jo@example.org for jo+2@example.org. */
export const withoutTag = (email: string): string => email.replace(/\+[^@]*(?=@)/, '');
