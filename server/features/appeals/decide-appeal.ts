import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import type { Member, Viewer } from '../../platform/viewer.ts';
import { logAct } from '../moderation/log.ts';
import { findAct } from '../moderation/queries.ts';
import { holdActedOn, reverseAct } from '../moderation/reversals.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { mayDecideAppeal, roleInAppeal } from './policy.ts';
import { type Appeal, findAppealFor } from './queries.ts';
import { type AppealDecision, appeals } from './tables.ts';
import { appealAgainstYours, appealWasDecided } from './told.ts';

interface Decision {
  decision: AppealDecision;
  reason: string;
}

/**
 * Decides an appeal: what is upheld is made good in the same transaction. Whoever appealed and whoever acted are told.
 * Where another decided first nothing is done, and the answer is what they decided.
 */
export function decideAppeal(
  viewer: Viewer,
  id: number,
  { decision, reason }: Decision,
): Promise<{ meanwhile?: Appeal }> {
  return db.transaction(async (tx) => {
    const { appeal: asked, member } = await findAppealFor(viewer, id, tx);
    const act = await findAct(asked.actId, tx);
    // The post first, as by whoever acts; what is decided of the appeal is read anew after that.
    const target = act && (await holdActedOn(tx, member, act));
    if (!act || !target) throw notFound();
    await tx.select({ id: appeals.id }).from(appeals).where(eq(appeals.id, id)).for('update');
    const { appeal } = await findAppealFor(viewer, id, tx);
    if (appeal.decidedAt) {
      const isSame =
        appeal.decider?.id === member.id && appeal.decision === decision && appeal.reason === reason;
      return isSame ? {} : { meanwhile: appeal };
    }
    if (!mayDecideAppeal(member, appeal))
      throw notAllowed('Somebody who neither acted nor appealed decides about this.');
    const reversed = decision === 'upheld' ? await reverseAct(tx, member, act, target) : undefined;
    const role = roleInAppeal(member, appeal);
    const details = { appealId: id, ...reversed };
    const decidedIn = await logAct(tx, member, `appeal-${decision}`, target, { role, reason, details });
    await closeAppeal(tx, member, appeal, { decision, reason, decidedIn, isMadeGood: Boolean(reversed) });
    return {};
  });
}

/** Writes what was decided, and tells whoever appealed and whoever acted. */
export async function closeAppeal(
  tx: Tx,
  member: Member,
  {
    id,
    actId,
    personId,
    actorId,
    workspace,
  }: Pick<Appeal, 'id' | 'actId' | 'personId' | 'actorId' | 'workspace'>,
  { decision, reason, decidedIn, isMadeGood }: Decision & { decidedIn: number; isMadeGood: boolean },
): Promise<void> {
  await tx
    .update(appeals)
    .set({
      decidedAt: clock.now(),
      decidedBy: member.id,
      decision,
      reason,
      decidedIn,
      changeCount: sql`${appeals.changeCount} + 1`,
    })
    .where(eq(appeals.id, id));
  const about = { kind: 'act', by: member, once: `appeal:${id}:${decidedIn}` } as const;
  await tellPerson(tx, personId, appealWasDecided({ actId, decision, reason, workspace, isMadeGood }), about);
  const toActor = appealAgainstYours({ id, decision, reason, workspace });
  await tellPerson(tx, actorId, toActor, { ...about, isOfOthers: true });
  await record(tx, 'appeal-changed', { workspaceId: workspace.id, actorId: member.id });
}
