/**
 * A text as one line. Marks that turn the direction of text go: they would turn what stands beside it as well, and
 * letters that read from right to left need none.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** True when there is nothing in it that anybody could see. */
export const isBlank = (text: string): boolean => !/[^\s\p{Z}\p{Cc}\p{Cf}]/u.test(text);
