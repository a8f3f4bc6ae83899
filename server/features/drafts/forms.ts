import { z } from 'zod';
import { isBlank } from '../../platform/one-line.ts';
import { kinds } from '../topics/kinds.ts';

const noForm = 'That is no form whose drafts are kept';

/** What a page's script sends of a form while somebody types in it. */
export const draftForm = z.object({
  place: z.string(noForm).max(300, noForm),
  formId: z.string(noForm).regex(/^[\w-]{8,64}$/, noForm),
  draftVersion: z.coerce.number().int().positive().optional().catch(undefined),
});

/** What a form has besides what somebody typed. */
const ofTheForm = new Set([
  'place',
  'formId',
  'writer',
  'act',
  'draft',
  'draftVersion',
  'seenSimilar',
  'files',
]);
/** What says by itself nothing that is worth keeping. */
const chosen = new Set(['from', 'parentId', 'visibility', 'visibilityFrom', 'drawnFrom']);

/** What somebody typed, out of all that their form sends. */
export const typedIn = (sent: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sent).filter(([field]) => !ofTheForm.has(field) && /^[a-z][\w-]{0,60}$/i.test(field)),
  );

export const isBlankDraft = (fields: Record<string, string>): boolean =>
  Object.entries(fields).every(([field, text]) => chosen.has(field) || isBlank(text));

const labels: Record<string, string> = {
  title: 'Title',
  ...Object.fromEntries(Object.values(kinds).flatMap(labelsOf)),
  body: 'Text',
  tags: 'Tags',
  reason: 'Reason',
};

function labelsOf({ sections, facts }: (typeof kinds)[keyof typeof kinds]): [string, string][] {
  return [
    ...sections.map(({ field, heading }): [string, string] => [field, heading]),
    ...facts.map(({ field, label }): [string, string] => [field, label]),
  ];
}

/** The texts of a draft in the order of their form, with what each is called. */
export const textsIn = (fields: Record<string, string>) =>
  Object.entries(labels)
    .map(([field, label]) => ({ field, label, text: fields[field] ?? '' }))
    .filter(({ text }) => !isBlank(text));
