import { z } from 'zod';
import { markdownField, readForm, refusedForm, type ShownForm, textField } from '../../platform/forms.ts';
import { tidyTag } from '../topics/forms.ts';
import type { Offers, Profile } from './change-profile.ts';

export const tagsAtMost = 10;
const lineAtMost = 200;
const tagAtMost = 40;

/** The fields of one requirement, and of one row for a tag. */
export const offerField = (requirementId: number) => `help-${requirementId}`;
export const tagFields = Array.from({ length: tagsAtMost }, (_, at) => ({
  tag: `tag-${at + 1}`,
  line: `tag-${at + 1}-line`,
}));

const line = () => textField('What you know', { max: lineAtMost });

const tagRows = Object.fromEntries(
  tagFields.flatMap(({ tag, line: field }) => [
    [tag, textField('Tag', { max: tagAtMost })],
    [field, line()],
  ]),
);

const profileForm = z.object({
  name: textField('Name', { missing: 'Enter your name', max: 100 }),
  job: textField('Job', { max: 100 }),
  workingOn: markdownField('What you are working on', { max: 500 }),
  showsVisits: z.string().default(''),
});

type Read = { ok: true; profile: Profile; offers: Offers } | { ok: false; shown: ShownForm };

/** Reads the form of a profile: who they are, a line for each of these requirements, and rows of tags with lines. */
export function readProfile(body: unknown, requirementIds: number[]): Read {
  const lines = Object.fromEntries(requirementIds.map((id) => [offerField(id), line()]));
  const form = readForm(profileForm.extend({ ...lines, ...tagRows }), body);
  if (!form.ok) return form;
  const given = form.values as unknown as Record<string, string>;
  const rows = tagFields.map((fields) => ({
    fields,
    typed: given[fields.tag] ?? '',
    tag: tidyTag((given[fields.tag] ?? '').toLowerCase()),
    line: given[fields.line] ?? '',
  }));
  const wrong = wrongTags(rows);
  if (wrong.size > 0) return { ok: false, shown: refusedForm(form.shown.values, wrong) };

  const { name, job, workingOn, showsVisits } = form.values as z.infer<typeof profileForm>;
  return {
    ok: true,
    profile: { name, job, workingOn, showsVisits: showsVisits === 'yes' },
    offers: {
      requirements: requirementIds
        .map((requirementId) => ({ requirementId, line: given[offerField(requirementId)] ?? '' }))
        .filter(({ line }) => line),
      tags: rows.filter(({ tag }) => tag).map(({ tag, line }) => ({ tag, line })),
    },
  };
}

interface TagRow {
  fields: { tag: string };
  typed: string;
  tag: string;
  line: string;
}

function wrongTags(rows: TagRow[]): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  for (const { fields, typed, tag, line } of rows) {
    if (!tag && typed) found.set(fields.tag, 'Enter a tag with letters or numbers in it');
    else if (!tag && line) found.set(fields.tag, 'Enter the tag that you wrote this line for');
    else if (seen.has(tag)) found.set(fields.tag, `You have entered “${tag}” twice`);
    if (tag) seen.add(tag);
  }
  return found;
}
