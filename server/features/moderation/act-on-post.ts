import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { whyNotLinked } from '../links/policy.ts';
import { listTitlesSameAs } from '../links/queries.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { holdTopicFor, type Topic } from '../topics/queries.ts';
import { type ActName, actOf, type Choice, listActsFor, type Target } from './acts.ts';
import { doAndTell } from './do-act.ts';
import { whyNotMove } from './moves.ts';
import { isOfOthersOnOwn, madeGoodBy, othersDecide } from './policy.ts';
import { findLatestOfAuthor, findSince, type LoggedAct, listActsOn } from './queries.ts';
import { authorIn, holdTarget, holdWithSame, isOtherVersion } from './targets.ts';

interface Values extends Choice {
  reason: string;
  /** Only its author reads it. */
  note: string;
  /** The rule that it is done by. */
  ruleId?: number;
  /** The newest act on this post that whoever acts knows of. */
  latest: number;
  /** The version of its text that they have read. */
  version?: number;
}

/**
 * Does something to a post in a workspace that this member coordinates: it is changed, its author told, and a line
 * written, all or nothing. Sent twice it is done once. Where another coordinator has acted meanwhile nothing is done, and
 * the answer is what they did; nor is what its author has changed meanwhile put back unread (`isChanged`). `refused` says in
 * words why a topic cannot go where it should.
 */
export function actOnPost(
  member: Member,
  post: PostPlace,
  name: Exclude<ActName, 'edit'>,
  { reason, note, ruleId, latest, version, ...choice }: Values,
): Promise<{ id: number } | { meanwhile: LoggedAct } | { refused: string } | { isChanged: true }> {
  return db.transaction(async (tx) => {
    if (choice.otherId) await holdWithSame(tx, post.topicId, choice.otherId);
    const target = await holdTarget(member, post, tx);
    const since = await findSince(tx, member, post, name, { reason, latest });
    if (since) return since;
    if (!listActsFor(target).includes(name)) return meanwhileTo(tx, member, target, name);
    if (isOfOthersOnOwn(member, target, madeGoodBy(name, await listActsOn(post, tx)))) throw othersDecide();
    if (name === 'restore' && isOtherVersion(target, version)) return { isChanged: true };
    const change = actOf(name).change(clock.now(), choice);
    const refused =
      (await whyNotMove(tx, member, target.topic, change.workspaceId)) ??
      (await whyNotSame(tx, member, target.topic, change.sameAs));
    if (refused) return { refused };
    return doAndTell(tx, member, target, name, { change, reason, note, ruleId });
  });
}

/** Why a topic cannot be marked as a duplicate of another, in words; who may not see the other does not find it. */
async function whyNotSame(tx: Tx, member: Member, from: Topic, otherId: number | null | undefined) {
  if (!otherId) return undefined;
  const sames = await listTitlesSameAs(tx, member, from.id);
  return whyNotLinked('same-as', { from: { ...from, sames }, to: await holdTopicFor(member, otherId, tx) });
}

/** Somebody can be paused from each of their posts: whoever comes second is told of the other. */
async function meanwhileTo(
  tx: Tx,
  { id }: Member,
  target: Target,
  name: ActName,
): Promise<{ meanwhile: LoggedAct }> {
  const other = actOf(name).isOfAuthor ? await findLatestOfAuthor(authorIn(target), tx) : undefined;
  if (!other || other.actor.id === id) throw alreadySo();
  return { meanwhile: other };
}

const alreadySo = () =>
  new Refusal(409, 'This is already so', 'Nothing was changed. Go back to the post to see how it stands.');
