import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { carryFollowers } from '../follows/carry-followers.ts';
import { isSeenBy } from '../guests/takes-part.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { carrySameProblems } from '../same-problems/carry.ts';
import { recordChange } from '../topics/changes.ts';
import { holdInOrder } from '../topics/hold-in-order.ts';
import { holdTopicFor, type Topic } from '../topics/queries.ts';
import { canLink, decidingEnd, isForModeration, whyNotLinked } from './policy.ts';
import { countLinks, listTitlesSameAs } from './queries.ts';
import { type ChoiceName, choices, type Relation } from './relations.ts';
import { topicLinks } from './tables.ts';
import { topicLeadsElsewhere } from './told.ts';

export interface Ends {
  from: Topic;
  to: Topic;
}

/** Says what a topic is to another; said again, it changes nothing. `refused` says in words why it cannot be. */
export function linkTopics(
  member: SignedIn,
  topicId: number,
  choice: ChoiceName,
  otherId: number,
): Promise<{ refused?: string; isForModeration?: boolean }> {
  return db.transaction(async (tx) => {
    const { relation, ...chosen } = choices[choice];
    const isSaidByOther = 'isSaidByOther' in chosen;
    const ends = await holdEnds(member, isSaidByOther ? [otherId, topicId] : [topicId, otherId], tx);
    const deciding = decidingEnd(relation, ends);
    if (!canLink(member, deciding)) {
      if (deciding.id === topicId) throw notAllowed(whyNotYours);
      return {
        refused: `Ask whoever looks after “${deciding.title}”: only they, or a coordinator, can say that it is replaced`,
      };
    }
    if (isForModeration(member, relation, deciding)) return { isForModeration: true };
    const { refused, isNew } = await linkEnds(tx, member, relation, ends);
    if (isNew) await tellOwner(tx, member, relation, ends);
    return { refused };
  });
}

/** The same for two topics that are held and that somebody may link; whoever looks after them is for the caller to tell. */
export async function linkEnds(
  tx: Tx,
  member: SignedIn,
  relation: Relation,
  ends: Ends,
  { isAct = false } = {},
): Promise<{ refused?: string; isNew?: boolean }> {
  if (relation === 'same-as' && ends.from.sameAs === ends.to.id) return {};
  const sames = relation === 'same-as' ? await listTitlesSameAs(tx, member, ends.from.id) : [];
  const refused = whyNotLinked(relation, { ...ends, from: { ...ends.from, sames } });
  if (refused) return { refused };
  const isNew = await insertLink(tx, member, relation, ends, { isAct });
  if (isNew) await takeEffect(tx, member, relation, ends);
  return { isNew };
}

export const whyNotYours =
  'Only the person who looks after this topic, or a coordinator, can say what it is to others.';

/** Both topics, as this member may see them. */
export const holdEnds = (member: SignedIn, ids: [number, number], tx: Tx): Promise<Ends> =>
  holdInOrder(ids, (id) => holdTopicFor(member, id, tx));

/** Writes the link; false where it is written already. */
export async function insertLink(
  tx: Tx,
  { id: linkedBy }: SignedIn,
  relation: Relation,
  { from, to }: { from: { id: number }; to: { id: number } },
  { isAct = false } = {},
): Promise<boolean> {
  const link = { fromId: from.id, toId: to.id, relation, linkedBy, linkedAt: clock.now(), isAct };
  const made = await tx.insert(topicLinks).values(link).onConflictDoNothing().returning();
  return made.length > 0;
}

async function takeEffect(tx: Tx, member: SignedIn, relation: Relation, { from, to }: Ends): Promise<void> {
  const isSame = relation === 'same-as';
  if (isSame) await carryFollowers(tx, from, to);
  if (isSame && from.kind === 'question') await carrySameProblems(tx, from, to, member);
  await recordLinks(tx, member, from, isSame ? { sameAs: to.id } : {});
  await recordLinks(tx, member, to, relation === 'replaces' ? { health: 'replaced' } : {});
}

/** Writes on a topic that is held how many links it has now, with what else they change. */
export async function recordLinks(
  tx: Tx,
  member: SignedIn,
  topic: Pick<Topic, 'id' | 'workspace'>,
  set: { sameAs?: number | null; health?: Topic['health'] } = {},
): Promise<void> {
  const linkCount = await countLinks(tx, topic.id);
  await recordChange(tx, topic, member, 'links-changed', {}, { linkCount, ...set });
}

/**
 * Whoever looks after a topic hears it when somebody else says that it is replaced; a guest, without the name of what
 * they may not see.
 */
async function tellOwner(tx: Tx, member: SignedIn, relation: Relation, ends: Ends): Promise<void> {
  if (relation !== 'replaces') return;
  const topic = decidingEnd(relation, ends);
  const other = topic === ends.from ? ends.to : ends.from;
  const ownerId = topic.ownerId ?? topic.authorId;
  if (ownerId === member.id) return;
  const told = topicLeadsElsewhere({
    by: member.name,
    topic,
    other: (await isSeenBy(tx, ownerId, other)) ? other : undefined,
  });
  const once = `linked:${topic.id}:${topic.seq}`;
  await tellPerson(tx, ownerId, told, { kind: 'act', by: member, topic, once });
}
