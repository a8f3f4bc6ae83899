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

/** What was rendered for everybody, cut where something belongs that depends on who looks. */
export interface Slotted {
  pieces: string[];
  slots: { name: string; ids: SlotIds }[];
}

export function cutAtSlots(html: string): Slotted {
  const [first = '', ...rest] = html.split(mark);
  const pieces = [first];
  const slots: Slotted['slots'] = [];
  for (let at = 0; at < rest.length; at += 3) {
    slots.push({ name: rest[at] ?? '', ids: JSON.parse(rest[at + 1] ?? '{}') });
    pieces.push(rest[at + 2] ?? '');
  }
  return { pieces, slots };
}

/** The whole again, with each slot filled. */
export function fillSlots({ pieces, slots }: Slotted, fill: (name: string, ids: SlotIds) => string): string {
  let html = pieces[0] ?? '';
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at];
    html += (slot ? fill(slot.name, slot.ids) : '') + (pieces[at + 1] ?? '');
  }
  return html;
}

/** Leaves each slot to the page that is told: it knows its viewer and fills it there. */
export const leaveSlots = (html: string) =>
  fillSlots(cutAtSlots(html), (name, ids) => {
    const data = Object.entries(ids).map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`);
    return `<span data-slot="${name}"${data.join('')}></span>`;
  });
