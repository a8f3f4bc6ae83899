import { refusedForm, type ShownForm } from '../../platform/forms.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { contentOf } from './forms.ts';
import { fieldsOf, findTopicVersion, listEditorsSince } from './history.ts';
import { type Kind, kinds } from './kinds.ts';
import { mergeFields, putTogether, type ThreeTexts } from './meanwhile.ts';
import type { Topic } from './queries.ts';
import type { Text } from './write-version.ts';

type Edited = { title: string; tags: string[]; from?: number } & Record<string, unknown>;

/** What somebody typed into the form of a topic, put together with what has been saved since they opened it. */
export async function mergeEdit(editor: SignedIn, topic: Topic, values: Edited, sent: ShownForm) {
  const from = values.from ?? 0;
  const base: Text = (await findTopicVersion(editor, topic, from)) ?? emptyText;
  const mine = { title: values.title, tags: values.tags, content: contentOf(topic.kind, values) };
  const saved = await listEditorsSince(topic.id, from);
  const texts = threeTexts(topic.kind, { base, mine, theirs: topic });
  const { form, meanwhile } = await putTogether(editor, sent, texts, { version: topic.versionCount, saved });
  form.values.tags = mergeTags(base.tags, mine.tags, topic.tags).join(', ');
  if (sent.values.visibility === sent.values.visibilityFrom) form.values.visibility = topic.visibility;
  form.values.visibilityFrom = topic.visibility;
  return { form, meanwhile };
}

/** What somebody began with whose version is not theirs to see, or is none: whatever differs then has to be settled by them. */
export const emptyText: Text = { title: '', tags: [], content: {} };

/** What was suggested, put together with what has been saved since, as a form for whoever decides. */
export function mergeSuggested(topic: Topic, base: Text, suggested: Text): { form: ShownForm } {
  const texts = threeTexts(topic.kind, { base, mine: suggested, theirs: topic });
  const { merged, collisions } = mergeFields(
    texts,
    { theirsIs: 'As it is now', mineIs: 'As suggested' },
    (label, theirs) =>
      `${label}: this is now ${theirs ? `“${theirs}”` : 'empty'}. What was suggested is in the form: change it if the other is better`,
  );
  const tags = mergeTags(base.tags, suggested.tags, topic.tags).join(', ');
  return { form: refusedForm({ ...merged, tags, from: String(topic.versionCount) }, collisions) };
}

function threeTexts(
  kind: Kind,
  { base, mine, theirs }: Record<'base' | 'mine' | 'theirs', Text>,
): ThreeTexts[] {
  const ours = fieldsOf(kind, base, mine);
  const lines = new Set<string>(['title', ...kinds[kind].facts.map(({ field }) => field)]);
  return fieldsOf(kind, base, theirs)
    .map(({ field, label, from = '', to = '' }, at) => ({
      field,
      label,
      base: from,
      mine: ours[at]?.to ?? '',
      theirs: to,
      oneLine: lines.has(field),
    }))
    .filter(({ field }) => field !== 'tags');
}

/** Tags are in no order: what either side added is there, and what either took off is not. */
const mergeTags = (base: string[], mine: string[], theirs: string[]) =>
  [...new Set([...theirs, ...mine])].filter(
    (tag) => !base.includes(tag) || (mine.includes(tag) && theirs.includes(tag)),
  );
