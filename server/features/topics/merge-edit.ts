import type { ShownForm } from '../../platform/forms.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { contentOf } from './forms.ts';
import { fieldsOf, findTopicVersion, listEditorsSince } from './history.ts';
import { kinds } from './kinds.ts';
import { putTogether } from './meanwhile.ts';
import { findTopicFor } from './queries.ts';
import type { Text } from './write-version.ts';

type Edited = { title: string; tags: string[]; from?: number } & Record<string, unknown>;

/** What somebody typed into the form of a topic, put together with what has been saved since they opened it. */
export async function mergeEdit(editor: SignedIn, topicId: number, values: Edited, sent: ShownForm) {
  const topic = await findTopicFor(editor, topicId);
  const from = values.from ?? 0;
  const base: Text = (await findTopicVersion(editor, topic, from)) ?? { title: '', tags: [], content: {} };
  const mine = { title: values.title, tags: values.tags, content: contentOf(topic.kind, values) };
  const ours = fieldsOf(topic.kind, base, mine);
  const lines = new Set<string>(['title', ...kinds[topic.kind].facts.map(({ field }) => field)]);
  const texts = fieldsOf(topic.kind, base, topic).map(({ field, label, from: was = '', to = '' }, at) => ({
    field,
    label,
    base: was,
    mine: ours[at]?.to ?? '',
    theirs: to,
    oneLine: lines.has(field),
  }));
  const saved = await listEditorsSince(topicId, from);
  const withoutTags = texts.filter(({ field }) => field !== 'tags');
  const { form, meanwhile } = putTogether(editor, sent, withoutTags, { version: topic.versionCount, saved });
  form.values.tags = mergeTags(base.tags, mine.tags, topic.tags).join(', ');
  return { topic, form, meanwhile };
}

/** Tags are in no order: what either side added is there, and what either took off is not. */
const mergeTags = (base: string[], mine: string[], theirs: string[]) =>
  [...new Set([...theirs, ...mine])].filter(
    (tag) => !base.includes(tag) || (mine.includes(tag) && theirs.includes(tag)),
  );
