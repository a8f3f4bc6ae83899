import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { settleAppeals } from '../appeals/settle-appeals.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { closeCasesOf } from '../reports/close-cases-of.ts';
import { findRuleIn } from '../rules/queries.ts';
import { type ActName, actOf, type Change, didWords, type Target } from './acts.ts';
import { changePost } from './change-post.ts';
import { putEarlierTextBack, rewrite, type Wording } from './editing/change-text.ts';
import { logAct } from './log.ts';
import { workspacesOfMove } from './moves.ts';
import { authorOf } from './targets.ts';
import { postWasModerated } from './told.ts';

interface How {
  change: Change;
  /** What it says from then on, where that is edited. */
  wording?: Wording;
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
  { change, wording, reason, note, ruleId }: How,
) {
  const details = actOf(name).isOfText
    ? await (wording ? rewrite(tx, member, target, wording) : putEarlierTextBack(tx, member, target))
    : { before: await changePost(tx, member, target, name, change), change };
  const rule = await findRuleIn(target.topic.workspace.id, ruleId, tx);
  const line = { reason, note, ruleId: rule?.id, details };
  const places = await workspacesOfMove(tx, target.topic, change.workspaceId);
  const id = await logAct(tx, member, name, target, line, places);
  return { id, rule };
}

/** The same, and all that follows of it. */
export async function doAndTell(
  tx: Tx,
  member: Member,
  target: Target,
  name: ActName,
  how: How,
): Promise<{ id: number }> {
  const { id, rule } = await doAct(tx, member, target, name, how);
  const { reason, note, change } = how;
  const told = postWasModerated({ id, name, target, reason, note, rule, change });
  await tellPerson(tx, authorOf(target), told, { kind: 'act', by: member, once: `moderation:${id}` });
  await settle(tx, member, target, name, { id, reason });
  return { id };
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
  const outcome = `A coordinator ${didWords(name).toLowerCase()} what you reported.`;
  await closeCasesOf(tx, { ...post, actor: member, outcome });
}
