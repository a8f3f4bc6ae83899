import { and, eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { formKey } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { bylineOf, type SignedIn } from '../../platform/viewer.ts';
import { endDraft } from '../drafts/end-draft.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { recordChange } from '../topics/changes.ts';
import { canSuggest, whyPaused } from '../topics/policy.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import type { Text } from '../topics/write-version.ts';
import { suggestions } from './tables.ts';
import { editSuggested } from './told.ts';

interface Suggested extends Text {
  reason: string;
  /** The version that they began with. */
  from: number;
  formId: string;
  draft?: string;
}

/** Each is told to somebody. */
const limitSuggesting = limitTo({ name: 'suggestions', points: 30, duration: 3600 });

/** Proposes an edit to whoever looks after a topic, and tells them. Sent twice, it is one. */
export async function suggestEdit(
  author: SignedIn,
  topicId: number,
  { formId, draft, from, ...text }: Suggested,
) {
  await limitSuggesting(String(author.id));
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(author, topicId, tx);
    if (!canSuggest(author, topic))
      throw notAllowed(whyPaused(author, topic.workspace.id) ?? whyNoSuggestion);
    const key = formKey(formId, topicId, text);
    const [made] = await tx
      .insert(suggestions)
      .values({
        topicId,
        fromVersion: Math.min(from, topic.versionCount),
        ...text,
        authorId: author.id,
        author: bylineOf(author, topic.workspace.id),
        createdAt: clock.now(),
        formKey: key,
      })
      .onConflictDoNothing()
      .returning({ id: suggestions.id });
    if (!made) {
      const mine = and(eq(suggestions.authorId, author.id), eq(suggestions.formKey, key));
      const [earlier] = await tx.select({ id: suggestions.id }).from(suggestions).where(mine);
      return { id: earlier?.id ?? 0 };
    }
    await endDraft(tx, author, draft);
    const set = { openSuggestions: sql`${topics.openSuggestions} + 1` };
    await recordChange(tx, topic, author, 'suggestions-changed', {}, set);
    const told = editSuggested(author.name, { id: made.id, reason: text.reason });
    const about = { kind: 'act' as const, by: author, topic, once: `suggested:${made.id}`, isOfOthers: true };
    await tellPerson(tx, topic.ownerId ?? topic.authorId, told, about);
    return made;
  });
}

export const whyNoSuggestion =
  'Edits are suggested to the guidance and patterns of others, in workspaces that you take part in.';
