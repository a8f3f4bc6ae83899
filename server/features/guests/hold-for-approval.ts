import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { formKey } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { isInGroup, type SignedIn } from '../../platform/viewer.ts';
import { endDraft } from '../drafts/end-draft.ts';
import type { Kind } from '../topics/kinds.ts';
import { whyPaused } from '../topics/policy.ts';
import type { LimitOnPosts } from './limits-on-posts.ts';
import { waitingPosts } from './tables.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    /** Something more waits for the coordinators of a workspace, or was decided. */
    'waiting-posts-changed': { workspaceId: number };
  }
}

const limitHolding = limitTo({ name: 'waiting-posts', points: 60, duration: 3600 });

interface Held {
  workspaceId: number;
  /** The topic that it answers. */
  topicId?: number;
  /** The kind of topic that it starts. */
  topicKind?: Kind;
  /** The form as it was sent. */
  fields: Record<string, string>;
  /** The limit that caught it; none for what a guest posts first. */
  caughtBy?: LimitOnPosts;
}

const notKept = new Set(['writer', 'act', 'from', 'draft', 'draftVersion', 'seenSimilar', 'files', 'place']);

/** Keeps what somebody wrote until a coordinator has decided. Sent twice, it is one. */
export async function holdForApproval(author: SignedIn, { fields: sent, caughtBy, ...place }: Held) {
  if (!isInGroup(author, place.workspaceId)) throw notFound();
  const paused = whyPaused(author, place.workspaceId);
  if (paused) throw notAllowed(paused);
  await limitHolding(String(author.id));
  const fields = Object.fromEntries(Object.entries(sent).filter(([name]) => !notKept.has(name)));
  const { formId = '', ...typed } = fields;
  const key = formKey(formId, place, typed);
  await db.transaction(async (tx) => {
    const held = await tx
      .insert(waitingPosts)
      .values({ authorId: author.id, ...place, fields, caughtBy, formKey: key, createdAt: clock.now() })
      .onConflictDoNothing()
      .returning({ id: waitingPosts.id });
    const { workspaceId } = place;
    if (held.length > 0) await record(tx, 'waiting-posts-changed', { workspaceId, actorId: author.id });
  });
  await endDraft(db, author, sent.draft);
  const own = and(eq(waitingPosts.authorId, author.id), eq(waitingPosts.formKey, key));
  const [held] = await db.select({ id: waitingPosts.id }).from(waitingPosts).where(own);
  return { id: held?.id ?? 0 };
}
