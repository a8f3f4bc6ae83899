/**
 * A text as one line. Marks that turn the direction of text go: they would turn what stands beside it as well, and
 * letters that read from right to left need none.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** True when there is nothing in it that anybody could see: there are letters, and a pattern of Braille, that are empty. */
export const isBlank = (text: string): boolean =>
  !/[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
