import { randomUUID } from 'node:crypto';
import { newForm, type ShownForm } from '../../../platform/forms.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import type { PostPlace } from '../../replies/addresses.ts';
import { valuesOf } from '../../topics/forms.ts';
import { fieldsOf } from '../../topics/history.ts';
import { actingPage } from '../acting-page.ts';
import { actOf, listActsFor, type Target } from '../acts.ts';
import { isOwnToEdit } from '../policy.ts';
import { isYours } from './edit-post.ts';

/** The form in which a coordinator edits a post: with what it says, or as it was sent. */
export async function editingPage(viewer: Viewer, post: PostPlace, sent?: ShownForm) {
  const { target, page } = await actingPage(viewer, post, sent ?? newForm());
  if (isOwnToEdit(viewer, target)) throw isYours(target);
  const form: ShownForm = sent ? page.form : newForm({ ...beginningOf(target), ...page.form.values });
  return {
    ...page,
    target,
    act: actOf('edit'),
    actName: 'edit',
    kind: target.topic.kind,
    workspace: target.topic.workspace,
    isPossible: listActsFor(target).includes('edit'),
    typed: sent ? typedIn(target, sent) : [],
    form,
    formId: form.values.formId || randomUUID(),
  };
}

function beginningOf({ topic, reply }: Target): Record<string, string> {
  const { visibility, ...fields } = valuesOf(topic);
  return reply
    ? { body: reply.body, from: String(reply.versionCount) }
    : { ...fields, from: String(topic.versionCount) };
}

/** The names of the texts of a post. */
export const textFieldsOf = ({ topic, reply }: Target): { field: string; label: string }[] =>
  reply ? [{ field: 'body', label: 'Reply' }] : fieldsOf(topic.kind, topic, topic);

/** For whoever can no longer save it. */
const typedIn = (target: Target, { values }: ShownForm) =>
  textFieldsOf(target)
    .map(({ field, label }) => ({ label, text: values[field] ?? '' }))
    .filter(({ text }) => text);
