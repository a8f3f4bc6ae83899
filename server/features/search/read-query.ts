/** What somebody looks for, as they typed it. */
export interface Query {
  /** Words in the order they were typed; those in one list stand for one another ("or"). */
  words: string[][];
  /** What has to stand somewhere just so. */
  phrases: string[];
  /** What must not be there. */
  without: string[];
  /** What must not be there just so. */
  withoutPhrases: string[];
  /** The last word may be the beginning of one. */
  isUnfinished: boolean;
}

const mostWords = 16;
/** What stands just so has to be read for in whole texts; beyond so many, quoted words are words. */
const mostPhrases = 8;
export const longestQuery = 200;

/** Reads a query: "quoted phrases", -word, one or other. Anything can be typed; signs that mean nothing are words' ends. */
export function readQuery(text: string): Query {
  const parts = [...text.slice(0, longestQuery).matchAll(/(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu)];
  const query: Query = { words: [], phrases: [], without: [], withoutPhrases: [], isUnfinished: false };
  let joins = false;
  for (const [, minus, phrase, word = ''] of parts.slice(0, mostWords * 2)) {
    if (minus) {
      const unwanted = tidied(phrase ?? word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      // Of “sign-in” as of quoted words its parts may well be there.
      (/[^\p{L}\p{N}]/u.test(unwanted) ? query.withoutPhrases : query.without).push(unwanted);
    } else if (phrase !== undefined) {
      if (phrase.trim()) query.phrases.push(tidied(phrase));
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
  const [, minus, , word] = parts.at(-1) ?? [];
  query.isUnfinished =
    !minus && word !== undefined && /[\p{L}\p{N}]$/u.test(word) && query.words.length <= mostWords;
  query.words = query.words.slice(0, mostWords);
  query.phrases = [...new Set(query.phrases)].slice(0, mostPhrases);
  query.withoutPhrases = [...new Set(query.withoutPhrases)].slice(0, mostPhrases);
  query.without = query.without.filter(Boolean);
  return query;
}

const tidied = (text: string) => text.trim().replace(/\s+/g, ' ');
