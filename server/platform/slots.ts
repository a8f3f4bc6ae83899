import { addViewHelper, escapeHtml } from './views.ts';

/** What a slot was left with: what is needed to fill it for one viewer. */
export type SlotIds = Record<string, number | boolean | string>;

const mark = /<!--slot (\w+) (.*?)-->/g;
const nothing = Buffer.alloc(0);

// Rendered text has no comments of its own: everything people type is escaped. Nor has what stands in the mark.
addViewHelper('slot', (name: string, thing: SlotIds & { author: { id: number; name: string } }) => {
  const { id, number, removed, accepted, author } = thing;
  const ids = JSON.stringify({ id, number, removed, accepted, author: author.id, name: author.name });
  return `<!--slot ${name} ${ids.replace(/[<>-]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}-->`;
});

export interface Slot {
  name: string;
  ids: SlotIds;
  /** What it was filled with, by what a viewer can do there: drawn once for all who can do the same. */
  drawn: Map<string, Buffer>;
}

/** What was rendered for everybody, as it is sent, cut where something belongs that depends on who looks. */
export interface Slotted {
  pieces: Buffer[];
  slots: Slot[];
}

export function cutAtSlots(html: string): Slotted {
  const [first = '', ...rest] = html.split(mark);
  const pieces = [Buffer.from(first)];
  const slots: Slot[] = [];
  for (let at = 0; at < rest.length; at += 3) {
    slots.push({ name: rest[at] ?? '', ids: JSON.parse(rest[at + 1] ?? '{}'), drawn: new Map() });
    pieces.push(Buffer.from(rest[at + 2] ?? ''));
  }
  return { pieces, slots };
}

/** The whole again, in pieces, with each slot filled. */
export function fillSlots({ pieces, slots }: Slotted, fill: (slot: Slot) => Buffer): Buffer[] {
  return pieces.flatMap((piece, at) => {
    const before = slots[at - 1];
    return before ? [fill(before), piece] : piece;
  });
}

/** What a viewer sees in a slot; `can` must say all that it depends on. */
export function drawOnce({ drawn }: Slot, can: string, draw: () => string): Buffer {
  const known = drawn.get(can);
  if (known) return known;
  const html = draw();
  const filled = html ? Buffer.from(html) : nothing;
  drawn.set(can, filled);
  return filled;
}

/** Leaves each slot to the page that is told: it knows its viewer and fills it there. */
export const leaveSlots = (html: string) =>
  html.replace(mark, (_, name: string, ids: string) => {
    const data = Object.entries(JSON.parse(ids)).map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`);
    return `<span data-slot="${name}"${data.join('')}></span>`;
  });
