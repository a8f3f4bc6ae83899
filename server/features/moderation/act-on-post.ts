import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { tellPerson } from '../notices/tell-person.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { type ActName, actOf, type Choice, listActsFor } from './acts.ts';
import { doAct, settle } from './do-act.ts';
import { whyNotMove } from './moves.ts';
import { findSince, type LoggedAct } from './queries.ts';
import { authorOf, holdTarget } from './targets.ts';
import { postWasModerated } from './told.ts';

interface Values extends Choice {
  reason: string;
  /** Only its author reads it. */
  note: string;
  /** The rule that it is done by. */
  ruleId?: number;
  /** The newest act on this post that whoever acts knows of. */
  latest: number;
}

/**
 * Does something to a post in a workspace that this member coordinates: it is changed, its author told, and a line
 * written, all or nothing. Sent twice it is done once. Where another coordinator has acted meanwhile nothing is done, and
 * the answer is what they did; `refused` says in words why a topic cannot go where it should.
 */
export function actOnPost(
  member: Member,
  post: PostPlace,
  name: ActName,
  { reason, note, ruleId, latest, ...choice }: Values,
): Promise<{ id: number } | { meanwhile: LoggedAct } | { refused: string }> {
  return db.transaction(async (tx) => {
    const target = await holdTarget(member, post, tx);
    const since = await findSince(tx, member, post, name, { reason, latest });
    if (since) return since;
    if (!listActsFor(target).includes(name)) throw alreadySo();
    const change = actOf(name).change(clock.now(), choice);
    const refused = await whyNotMove(tx, member, target.topic, change.workspaceId);
    if (refused) return { refused };
    const { id, rule } = await doAct(tx, member, target, name, { change, reason, note, ruleId });
    const told = postWasModerated({ id, name, target, reason, note, rule });
    await tellPerson(tx, authorOf(target), told, { kind: 'act', by: member, once: `moderation:${id}` });
    await settle(tx, member, target, name, { id, reason });
    return { id };
  });
}

const alreadySo = () =>
  new Refusal(409, 'This is already so', 'Nothing was changed. Go back to the post to see how it stands.');
