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
  const effort = { left: pairsAtMost };
  const merged = threeWays({ base, mine, theirs }, linesOf, effort).map((part) => {
    if (part.ok !== undefined) return part.ok;
    const words = mergeWords(part, effort);
    if (words !== undefined) return words;
    collisions += 1;
    const closed = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
    return `${begins}${theirsIs}: ----\n${closed(part.theirs)}---- ${mineIs}: ----\n${closed(part.mine)}${ends}\n`;
  });
  return { text: merged.join(''), collisions };
}

/** The same for a text on one line; nothing where the same words were changed. */
export function mergeWords(three: Three, effort = { left: pairsAtMost }): string | undefined {
  const parts = threeWays(three, wordsOf, effort);
  return parts.every(({ ok }) => ok !== undefined) ? parts.map(({ ok }) => ok).join('') : undefined;
}

/** True while a text still has lines that mark a collision. */
export const hasCollisions = (text: string): boolean =>
  text.split('\n').some((line) => line.startsWith(begins) || between.includes(line) || line === ends);

/**
 * How often a piece of one text is the same as a piece of another: that is what takes long to compare, and where all of a
 * text is the same few words again and again, it is each with each. What is too much is told apart as a whole.
 */
const pairsAtMost = 1_500_000;

type Part = { ok: string } | (Three & { ok?: undefined });

/** `effort` is what is left of the pairs that may be compared for the whole text. */
function threeWays(
  { base, mine, theirs }: Three,
  cut: (text: string) => string[],
  effort: { left: number },
): Part[] {
  if (mine === theirs || theirs === base) return [{ ok: mine }];
  if (mine === base) return [{ ok: theirs }];
  const [a, o, b] = [cut(mine), cut(base), cut(theirs)];
  effort.left -= countPairs(o, a) + countPairs(o, b);
  if (effort.left < 0) return [{ mine, base, theirs }];
  return diff3Merge(a, o, b).map(({ ok, conflict }) =>
    conflict
      ? { mine: conflict.a.join(''), base: conflict.o.join(''), theirs: conflict.b.join('') }
      : { ok: (ok ?? []).join('') },
  );
}

function countPairs(some: string[], others: string[]): number {
  const times = new Map<string, number>();
  for (const piece of some) times.set(piece, (times.get(piece) ?? 0) + 1);
  return others.reduce((pairs, piece) => pairs + (times.get(piece) ?? 0), 0);
}

const linesOf = (text: string) => text.split(/(?<=\n)/);

/** Spaces go with the word before them, so that words which were put in beside each other collide. */
const wordsOf = (text: string) => text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
