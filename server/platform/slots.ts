import { addViewHelper, escapeHtml } from './views.ts';

/** What a slot was left with: what is needed to fill it for one viewer. */
export type SlotIds = Record<string, number | boolean | string>;

const mark = /<!--slot (\w+) (.*?)-->/;

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
  drawn: Map<string, string>;
}

/** What was rendered for everybody, cut where something belongs that depends on who looks. */
export interface Slotted {
  pieces: string[];
  slots: Slot[];
}

export function cutAtSlots(html: string): Slotted {
  const [first = '', ...rest] = html.split(mark);
  const pieces = [first];
  const slots: Slotted['slots'] = [];
  for (let at = 0; at < rest.length; at += 3) {
    slots.push({ name: rest[at] ?? '', ids: JSON.parse(rest[at + 1] ?? '{}'), drawn: new Map() });
    pieces.push(rest[at + 2] ?? '');
  }
  return { pieces, slots };
}

/** The whole again, with each slot filled. */
export function fillSlots({ pieces, slots }: Slotted, fill: (slot: Slot) => string): string {
  let html = pieces[0] ?? '';
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at];
    html += (slot ? fill(slot) : '') + (pieces[at + 1] ?? '');
  }
  return html;
}

/** What a viewer sees in a slot; `can` must say all that it depends on. */
export function drawOnce({ drawn }: Slot, can: string, draw: () => string): string {
  const known = drawn.get(can);
  if (known !== undefined) return known;
  const html = draw();
  drawn.set(can, html);
  return html;
}

/** Leaves each slot to the page that is told: it knows its viewer and fills it there. */
export const leaveSlots = (html: string) =>
  fillSlots(cutAtSlots(html), ({ name, ids }) => {
    const data = Object.entries(ids).map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`);
    return `<span data-slot="${name}"${data.join('')}></span>`;
  });
