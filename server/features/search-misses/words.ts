const longest = 200;

/** Words as they are counted: those that differ only in capitals or spaces are the same. */
export const normalised = (typed: string): string =>
  [...typed.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')].slice(0, longest).join('');

/** True of what others may read: an address or a long number is of somebody, and a letter or two say nothing. */
export const isWorthKeeping = (words: string): boolean =>
  /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(words) && !words.includes('@') && !/(?:\d[\s-]?){6}/.test(words);
