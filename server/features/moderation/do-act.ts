import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { closeCasesOf } from '../reports/close-cases-of.ts';
import { findRuleIn } from '../rules/queries.ts';
import { type ActName, actOf, type Change, type Target } from './acts.ts';
import { changePost } from './change-post.ts';
import { logAct } from './log.ts';
import { workspacesOfMove } from './moves.ts';
import { settleAppeals } from './settle-appeals.ts';

interface How {
  change: Change;
  reason: string;
  note: string;
  ruleId?: number;
}

/**
 * Does an act to a post that is held and that it fits: changes it and writes the line. For the caller are left to tell its
 * author, and then to settle what was reported of it and appealed against.
 */
export async function doAct(
  tx: Tx,
  member: Member,
  target: Target,
  name: ActName,
  { change, reason, note, ruleId }: How,
) {
  const before = await changePost(tx, member, target, name, change);
  const rule = await findRuleIn(target.topic.workspace.id, ruleId, tx);
  const line = { reason, note, ruleId: rule?.id, details: { before, change } };
  const places = await workspacesOfMove(tx, target.topic, change.workspaceId);
  const id = await logAct(tx, member, name, target, line, places);
  return { id, rule };
}

/** Closes what was reported of a post, where the act answers it, and the appeals that it makes good; who asked for it is told. */
export async function settle(
  tx: Tx,
  member: Member,
  target: Target,
  name: ActName,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  await settleAppeals(tx, member, target, { name, reason, decidedIn: id });
  if (!actOf(name).settles) return;
  const post = { topicId: target.topic.id, post: target.reply?.number ?? 0 };
  const outcome = `A coordinator ${actOf(name).told} what you reported.`;
  await closeCasesOf(tx, { ...post, actor: member, outcome });
}
