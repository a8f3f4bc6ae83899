import { readFileSync } from 'node:fs';

/** Words and phrases that mean the same, each as the words that make it. */
const groups: string[][][] = readFileSync(new URL('data/synonyms.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('=').map(wordsOf));

function wordsOf(phrase: string): string[] {
  return phrase.trim().toLowerCase().split(/\s+/);
}

/** What else the words that begin at this place could be called, and how many words that is said for. */
export function synonymsAt(words: string[], at: number): { length: number; others: string[][] }[] {
  return groups.flatMap((group) =>
    group.flatMap((phrase) => {
      const isHere = phrase.every((word, offset) => words[at + offset]?.toLowerCase() === word);
      return isHere ? [{ length: phrase.length, others: group.filter((other) => other !== phrase) }] : [];
    }),
  );
}
