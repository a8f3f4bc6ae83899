// How a text in Markdown has a file in it: by its address, ![what it shows](/attachments/ID#1200x800) for a picture and
// [its name](/attachments/ID) for all else. What stands behind the # is a picture's size, so that a page can leave room.

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const address = new RegExp(`^/attachments/(${id})(?:#([1-9]\\d{0,4})x([1-9]\\d{0,4}))?$`);
const anywhere = new RegExp(`/attachments/(${id})(?![0-9a-f-])`, 'g');

/** Whether it can be a file's id at all. */
export const isAttachmentId = (text: unknown): text is string =>
  typeof text === 'string' && new RegExp(`^${id}$`).test(text);

/** The ids of all files that are named in these texts. */
export const attachmentsIn = (texts: string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(anywhere)].map(([, found = '']) => found))),
];

/** What an address says of a file: which it is and, of a picture, how large. */
export function readAttached(href: string) {
  const [, id, width, height] = address.exec(href) ?? [];
  return id ? { id, width: Number(width) || undefined, height: Number(height) || undefined } : undefined;
}

const undescribed = new RegExp(`!\\[\\s*\\]\\(/attachments/${id}[^\\s)]*\\s*\\)`);

/** The first picture in a text of which nobody has said what it shows. */
export const undescribedIn = (text: string): string | undefined => undescribed.exec(text)?.[0];

interface Attached {
  id: string;
  name: string;
  /** Such as "PDF, 2.3 MB". */
  about: string;
  width: number | null;
  height: number | null;
}

/** A file as it stands in a text; what a picture shows has still to be written. */
export const asMarkdown = ({ id, name, about, width, height }: Attached): string =>
  width && height
    ? `![](/attachments/${id}#${width}x${height})`
    : `[${escaped(name)} (${about})](/attachments/${id})`;

/** A name as it is, whatever Markdown would make of it. */
const escaped = (name: string) =>
  name.replace(/[\\`*_{}[\]()<>#+\-!|~@&:]/g, (sign) => (sign === '-' ? '-' : `\\${sign}`));
