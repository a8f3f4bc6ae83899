import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { formKey } from '../../platform/forms.ts';
import { bylineOf, isInGroup, mustWaitIn, type SignedIn } from '../../platform/viewer.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { endDraft } from '../drafts/end-draft.ts';
import { followByPosting } from '../follows/follow-by-posting.ts';
import { linkToQuestion } from '../links/draft-guidance.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
import { holdWriter } from '../people/hold-writer.ts';
import type { Workspace } from '../workspaces/queries.ts';
import { recordChange } from './changes.ts';
import { contentOf, type TopicValues } from './forms.ts';
import { asChecked, isToBeReviewed } from './health.ts';
import type { Kind, State } from './kinds.ts';
import { waitsFirst, whyPaused } from './policy.ts';
import { excerptOf, renderContent, textsOf } from './rendering.ts';
import { topics, topicVersions } from './tables.ts';

const firstStates: Record<Kind, State[]> = {
  question: ['open'],
  guidance: ['published', 'draft'],
  pattern: ['proposed', 'in-use'],
};

/** Starts a thread in a workspace. Sent twice, it is one topic. */
export function postTopic(
  author: SignedIn,
  workspace: Workspace,
  kind: Kind,
  values: TopicValues,
  state: State,
  executor: Executor = db,
) {
  if (!firstStates[kind].includes(state)) throw notAllowed('A new topic cannot begin in this state.');
  if (!isInGroup(author, workspace.id)) throw notFound();
  if (mustWaitIn(author, workspace.id)) throw notAllowed(waitsFirst);
  const paused = state !== 'draft' && whyPaused(author, workspace.id);
  if (paused) throw notAllowed(paused);
  return executor.transaction(async (tx) => {
    await holdWriter(tx, author);
    const { title, tags, visibility, formId } = values;
    const content = contentOf(kind, values);
    const key = formKey(formId, workspace.id, kind, state, visibility, title, tags, content);
    const byline = bylineOf(author, workspace.id);
    const now = clock.now();
    const [posted] = await tx
      .insert(topics)
      .values({
        workspaceId: workspace.id,
        kind,
        state,
        visibility,
        title,
        content,
        html: {},
        excerpt: '',
        tags,
        ...(isToBeReviewed({ kind, state }) && asChecked()),
        authorId: author.id,
        authorCouncilId: author.council?.id ?? null,
        author: byline,
        createdAt: now,
        lastActivityAt: now,
        formKey: key,
      })
      .onConflictDoNothing()
      .returning({ id: topics.id });
    if (!posted) {
      const mine = and(eq(topics.authorId, author.id), eq(topics.formKey, key));
      const [earlier] = await tx.select({ id: topics.id }).from(topics).where(mine);
      return { id: earlier?.id ?? 0 };
    }
    const html = renderContent(kind, content, posted.id);
    await tx.insert(topicVersions).values({
      topicId: posted.id,
      number: 1,
      title,
      content,
      tags,
      editorId: author.id,
      editor: byline,
      createdAt: now,
    });
    await endDraft(tx, author, values.draft);
    const drawnFrom = 'drawnFrom' in values ? values.drawnFrom : undefined;
    const linkCount = await linkToQuestion(tx, author, posted, drawnFrom);
    const topic = { id: posted.id, workspace, title, state, visibility };
    const texts = textsOf(kind, content);
    await attachFiles(tx, author, { topic, texts });
    await tellMentioned(tx, author, { topic, texts });
    if (state !== 'draft') await followByPosting(tx, author, posted.id);
    const set = { html, excerpt: excerptOf(kind, html), linkCount };
    await recordChange(tx, topic, author, 'topic-posted', {}, set);
    return posted;
  });
}
