import { diff3Merge } from 'node-diff3';

interface Three {
  /** What both began with. */
  base: string;
  mine: string;
  theirs: string;
}

/** Says whose is whose in the lines that mark a collision: "Saved by Ada Author". */
interface Merging {
  theirsIs: string;
  mineIs?: 'Yours' | 'As suggested';
}

const begins = '---- Both of you changed this. ';
const between = ['---- Yours: ----', '---- As suggested: ----'];
const ends = '---- End of what both of you changed ----';

/**
 * Two texts that grew from one, put together: by lines, and within lines that both changed by words. What collides
 * even so is there twice, between lines that say whose is whose.
 */
export function mergeTexts({ base, mine, theirs }: Three, { theirsIs, mineIs = 'Yours' }: Merging) {
  let collisions = 0;
  const merged = threeWays(base, mine, theirs, linesOf).map((part) => {
    if (part.ok !== undefined) return part.ok;
    const words = mergeWords(part);
    if (words !== undefined) return words;
    collisions += 1;
    const closed = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
    return `${begins}${theirsIs}: ----\n${closed(part.theirs)}---- ${mineIs}: ----\n${closed(part.mine)}${ends}\n`;
  });
  return { text: merged.join(''), collisions };
}

/** The same for a text on one line; nothing where the same words were changed. */
export function mergeWords({ base, mine, theirs }: Three): string | undefined {
  const parts = threeWays(base, mine, theirs, wordsOf);
  return parts.every(({ ok }) => ok !== undefined) ? parts.map(({ ok }) => ok).join('') : undefined;
}

/** True while a text still has lines that mark a collision. */
export const hasCollisions = (text: string): boolean =>
  text.split('\n').some((line) => line.startsWith(begins) || between.includes(line) || line === ends);

/** Long texts of the same few words would take seconds to compare; these are then told apart as a whole. */
const piecesAtMost = 3000;

type Part = { ok: string } | (Three & { ok?: undefined });

function threeWays(base: string, mine: string, theirs: string, cut: (text: string) => string[]): Part[] {
  if (mine === theirs || theirs === base) return [{ ok: mine }];
  if (mine === base) return [{ ok: theirs }];
  const pieces = [mine, base, theirs].map(cut);
  if (pieces.some(({ length }) => length > piecesAtMost)) return [{ mine, base, theirs }];
  const [a = [], o = [], b = []] = pieces;
  return diff3Merge(a, o, b).map(({ ok, conflict }) =>
    conflict
      ? { mine: conflict.a.join(''), base: conflict.o.join(''), theirs: conflict.b.join('') }
      : { ok: (ok ?? []).join('') },
  );
}

const linesOf = (text: string) => text.split(/(?<=\n)/);

/** Spaces go with the word before them, so that words which were put in beside each other collide. */
const wordsOf = (text: string) => text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
