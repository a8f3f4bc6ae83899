/** A text as "like" looks for it to the letter, with none of its signs meaning anything else. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** What "like" finds a text by wherever it stands. */
export const anywhere = (text: string): string => `%${literally(text)}%`;
