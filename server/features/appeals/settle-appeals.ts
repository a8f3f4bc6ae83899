import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import type { Member } from '../../platform/viewer.ts';
import { oppositeOf, type Target } from '../moderation/acts.ts';
import { isAbout } from '../moderation/places.ts';
import { isMarkedBy } from '../moderation/reversals.ts';
import { moderationLog } from '../moderation/tables.ts';
import { authorIn } from '../moderation/targets.ts';
import { closeAppeal } from './decide-appeal.ts';
import { findAppealAgainst } from './queries.ts';
import { appeals } from './tables.ts';

/** Upholds the appeals against what a coordinator has just made good on a post that is held. */
export async function settleAppeals(
  tx: Tx,
  member: Member,
  target: Target,
  made: { name?: string; undone?: number; reason: string; decidedIn: number },
): Promise<void> {
  const isAboutAuthor = made.name === 'resume';
  const open = await tx
    .select({ actId: appeals.actId, act: moderationLog.act, details: moderationLog.details })
    .from(appeals)
    .innerJoin(moderationLog, eq(moderationLog.id, appeals.actId))
    .where(and(isNull(appeals.decidedAt), isAboutAuthor ? ofAuthorIn(target) : isOnPost(target)))
    .orderBy(appeals.id)
    .for('update', { of: appeals });
  for (const { actId, act, details } of open) {
    const isOpposite = made.name !== undefined && oppositeOf(act) === made.name;
    const isGood = actId === made.undone || (isOpposite && isMarkedBy({ details }, target));
    const appeal = isGood ? await findAppealAgainst(actId, tx) : undefined;
    const { reason, decidedIn } = made;
    if (appeal)
      await closeAppeal(tx, member, appeal, { decision: 'upheld', reason, decidedIn, isMadeGood: true });
  }
}

const isOnPost = ({ topic, reply }: Target) => isAbout({ topicId: topic.id, post: reply?.number ?? 0 });

/** Whatever post they were paused from. */
function ofAuthorIn(target: Target) {
  const { personId, workspaceId } = authorIn(target);
  return and(
    eq(moderationLog.personId, personId),
    eq(moderationLog.workspaceId, workspaceId),
    eq(moderationLog.act, 'pause'),
  );
}

/** Opens the appeals again that were decided by an act which is undone. */
export async function reopenAppeals(
  tx: Tx,
  member: Member,
  { decidedIn, workspaceId }: { decidedIn: number; workspaceId: number },
): Promise<void> {
  const opened = await tx
    .update(appeals)
    .set({
      decidedAt: null,
      decidedBy: null,
      decision: null,
      reason: '',
      decidedIn: null,
      changeCount: sql`${appeals.changeCount} + 1`,
    })
    .where(eq(appeals.decidedIn, decidedIn))
    .returning({ id: appeals.id });
  if (opened.length > 0) await record(tx, 'appeal-changed', { workspaceId, actorId: member.id });
}
