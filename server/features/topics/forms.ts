import { z } from 'zod';
import { chosenFiles, hiddenId, markdownField, optionalNumber, textField } from '../../platform/forms.ts';
import { type Kind, kinds } from './kinds.ts';

export const tagsAtMost = 6;

const tags = z
  .string()
  .default('')
  .transform((text) => [...new Set(text.toLowerCase().split(',').map(tidyTag).filter(Boolean))])
  .pipe(
    z
      .array(z.string().max(40, 'Each tag must be 40 characters or fewer'))
      .max(tagsAtMost, `Enter ${tagsAtMost} tags or fewer`),
  );

/** A tag without the signs that addresses and lists of tags give a meaning to. */
export function tidyTag(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} +#.-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const title = textField('Title', { missing: 'Enter a title', max: 150 });
/** What every kind is asked for, after its own fields. */
const shared = {
  tags,
  visibility: z.enum(['group', 'public'], 'Choose who can see this').default('group'),
  files: chosenFiles,
  formId: hiddenId,
  /** The draft that it was, which ends with it. */
  draft: hiddenId.optional(),
};
const body = (name: string, missing?: string) => markdownField(name, { missing, max: 20_000 });
const line = (name: string, missing?: string) => textField(name, { missing, max: 200 });

/** What is asked for each kind of topic. */
export const topicForms = {
  question: z.object({
    title: textField('Your question', { missing: 'Enter your question in one line', max: 150 }),
    trying: body('What you are trying to do', 'Say what you are trying to do'),
    tried: body('What you have tried'),
    service: line('Service'),
    ...shared,
  }),
  guidance: z.object({
    title,
    summary: markdownField('Summary', { missing: 'Enter a summary', max: 1000 }),
    body: markdownField('Guidance', { missing: 'Write the guidance', max: 50_000 }),
    audience: line('Who it is for', 'Say who it is for'),
    /** The question whose answers it is made from. */
    drawnFrom: optionalNumber,
    ...shared,
  }),
  pattern: z.object({
    title,
    problem: body('The problem', 'Describe the problem'),
    solution: body('The solution', 'Describe the solution'),
    evidence: body('Evidence that it works'),
    adopt: body('How to adopt it'),
    links: markdownField('Links', { max: 5000 }),
    licence: line('Licence'),
    ...shared,
  }),
} satisfies Record<Kind, z.ZodObject>;

export type TopicValues = z.infer<(typeof topicForms)[Kind]>;

/**
 * The same for editing: why it is changed is asked for, who can see it stays as it is unless it is said, and `from`
 * is the version that the editor began with.
 */
const editing = {
  visibility: shared.visibility.unwrap().optional(),
  /** Who could see it when the editor began: what they left as it was is no wish of theirs. */
  visibilityFrom: z.enum(['group', 'public']).optional().catch(undefined),
  reason: textField('Why you are changing it', { max: 200 }),
  from: optionalNumber,
};

export const editTopicForms = {
  question: topicForms.question.extend(editing),
  guidance: topicForms.guidance.extend(editing),
  pattern: topicForms.pattern.extend(editing),
};

/** The kind's own fields out of what a form or an import has. */
export function contentOf(kind: Kind, values: Record<string, unknown>): Record<string, string> {
  const fields = [...kinds[kind].sections, ...kinds[kind].facts].map(({ field }) => field);
  return Object.fromEntries(fields.map((field) => [field, String(values[field] ?? '')]));
}

/** A topic's fields as its form shows them again. */
export function valuesOf(topic: {
  title: string;
  tags: string[];
  visibility: string;
  content: Record<string, string>;
}) {
  return { ...topic.content, title: topic.title, tags: topic.tags.join(', '), visibility: topic.visibility };
}
