/** What somebody looks for, as they typed it. */
export interface Query {
  /** Words in the order they were typed; those in one list stand for one another ("or"). */
  words: string[][];
  /** What has to stand somewhere just so. */
  phrases: string[];
  /** What must not be there. */
  without: string[];
  /** The last word may be the beginning of one. */
  isUnfinished: boolean;
}

const mostWords = 16;
export const longestQuery = 200;

/** Reads a query: "quoted phrases", -word, one or other. Anything can be typed; signs that mean nothing are words' ends. */
export function readQuery(text: string): Query {
  const parts = [...text.slice(0, longestQuery).matchAll(/(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu)];
  const query: Query = { words: [], phrases: [], without: [], isUnfinished: false };
  let joins = false;
  for (const [, minus, phrase, word = ''] of parts.slice(0, mostWords * 2)) {
    if (minus) {
      query.without.push((phrase ?? word).trim());
    } else if (phrase !== undefined) {
      if (phrase.trim()) query.phrases.push(phrase.trim().replace(/\s+/g, ' '));
      query.words.push(
        ...phrase
          .split(/\s+/)
          .filter(Boolean)
          .map((one) => [one]),
      );
    } else if (/^or$/i.test(word) && query.words.length > 0) {
      joins = true;
      continue;
    } else if (joins) {
      query.words.at(-1)?.push(word);
    } else {
      query.words.push([word]);
    }
    joins = false;
  }
  query.words = query.words.slice(0, mostWords);
  query.without = query.without.filter(Boolean);
  query.isUnfinished = /[\p{L}\p{N}]$/u.test(text) && parts.at(-1)?.[3] !== undefined;
  return query;
}
