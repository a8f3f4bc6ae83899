import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { nextNumber } from './moved.ts';
import { type Place, placeBelow } from './places.ts';
import { movedReplies, replies } from './tables.ts';

interface Standing extends Place {
  id: number;
  parentId: number | null;
}

const standing = {
  id: replies.id,
  number: replies.number,
  parentId: replies.parentId,
  depth: replies.depth,
  rootNumber: replies.rootNumber,
  branchNumber: replies.branchNumber,
};

/** Every reply of a topic in the order of their numbers: whatever is answered comes before its answers. */
const listStanding = (tx: Tx, topicId: number): Promise<Standing[]> =>
  tx.select(standing).from(replies).where(eq(replies.topicId, topicId)).orderBy(asc(replies.number));

/**
 * Moves replies of a topic to another, with all answers below them: all there are, or those chosen. They have new numbers
 * there in their old order, from `first` on, and the same tree. Both topics are held.
 */
export async function moveReplies(
  tx: Tx,
  { from, to, first, chosen }: { from: number; to: number; first: number; chosen?: number[] },
): Promise<number[]> {
  const all = await listStanding(tx, from);
  const going = chosen ? withAnswers(all, ({ id }) => chosen.includes(id)) : all;
  const placed = new Map<number, Standing>();
  for (const [index, { id, parentId }] of going.entries()) {
    const parent = placed.get(parentId ?? 0);
    placed.set(id, { id, parentId: parent?.id ?? null, ...placeBelow(parent, first + index) });
  }
  await rememberPlaces(tx, [...placed.keys()]);
  await writePlaces(tx, to, [...placed.values()]);
  return [...placed.keys()];
}

/**
 * The opposite: replies that came from `to` have the very places there that they had. What was posted below them since
 * goes with them; with `isAll`, whatever else there is goes too. `gone` is a reply that ends, whose answers then stand
 * alone.
 */
export async function putRepliesBack(
  tx: Tx,
  {
    from,
    to,
    range: { first, last },
    isAll,
    gone,
  }: {
    from: number;
    to: { id: number; lastNumber: number };
    range: { first: number; last: number };
    isAll?: boolean;
    gone?: number;
  },
): Promise<number[]> {
  const all = await listStanding(tx, from);
  const going = isAll ? all : withAnswers(all, ({ number }) => number >= first && number <= last);
  const before = await listBefore(tx, to.id, going);
  const next = await nextNumber(tx, to);
  const placed = new Map<number, Standing>();
  let added = 0;
  for (const { id, parentId } of going) {
    if (id === gone) continue;
    const parent = placed.get(parentId ?? 0);
    const anew = () => ({ id, parentId: parent?.id ?? null, ...placeBelow(parent, next + added++) });
    placed.set(id, before.get(id) ?? anew());
  }
  await rememberPlaces(tx, [...placed.keys()]);
  const isThereAgain = and(
    eq(movedReplies.topicId, to.id),
    inArray(movedReplies.replyId, [...before.keys()]),
  );
  if (before.size > 0) await tx.delete(movedReplies).where(isThereAgain);
  await writePlaces(tx, to.id, [...placed.values()]);
  return [...placed.keys()];
}

/** Those that are meant, and whatever answers one of them, at any depth. */
function withAnswers(all: Standing[], isMeant: (reply: Standing) => boolean): Standing[] {
  const going = new Set<number>();
  return all.filter((reply) => {
    const goes = isMeant(reply) || going.has(reply.parentId ?? 0);
    if (goes) going.add(reply.id);
    return goes;
  });
}

/** Where replies stood in a topic when they were last in it. */
async function listBefore(tx: Tx, topicId: number, going: Standing[]): Promise<Map<number, Standing>> {
  const rows = await tx
    .select()
    .from(movedReplies)
    .where(and(eq(movedReplies.topicId, topicId), gt(movedReplies.number, 0)))
    .orderBy(asc(movedReplies.number));
  const ids = new Set(going.map(({ id }) => id));
  return new Map(
    rows.flatMap(({ replyId, number, parentId, depth, rootNumber, branchNumber }) =>
      replyId && ids.has(replyId)
        ? [[replyId, { id: replyId, number, parentId, depth, rootNumber, branchNumber }]]
        : [],
    ),
  );
}

/** Keeps where these replies stand now, for their addresses and for the way back. */
const rememberPlaces = (tx: Tx, ids: number[]) =>
  tx.execute(sql`
    insert into moved_replies (topic_id, number, reply_id, parent_id, depth, root_number, branch_number)
    select topic_id, number, id, parent_id, depth, root_number, branch_number
    from replies where id = any(${sql.param(ids)}::int[])`);

const writePlaces = (tx: Tx, topicId: number, places: Standing[]) => {
  const each = (name: keyof Standing) => sql`${sql.param(places.map((place) => place[name]))}::int[]`;
  return tx.execute(sql`
    update replies set topic_id = ${topicId}::int, number = placed.number, parent_id = placed.parent_id,
      depth = placed.depth, root_number = placed.root_number, branch_number = placed.branch_number
    from unnest(${each('id')}, ${each('number')}, ${each('parentId')}, ${each('depth')}, ${each('rootNumber')},
      ${each('branchNumber')}) as placed(id, number, parent_id, depth, root_number, branch_number)
    where replies.id = placed.id`);
};

/** What a topic's row says of its replies, counted anew. No number is used again: the newest stays at least this one. */
export async function countThread(tx: Tx, topicId: number, lastNumber: number) {
  const [found] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      replyCount: sql<number>`(count(*) filter (where removed_at is null))::int`,
      acceptedCount: sql<number>`(count(*) filter (where accepted_at is not null and removed_at is null))::int`,
      last: sql<number>`coalesce(max(number), 0)`,
    })
    .from(replies)
    .where(eq(replies.topicId, topicId));
  const { all = 0, replyCount = 0, acceptedCount = 0, last = 0 } = found ?? {};
  const newest = Math.max(lastNumber, last);
  return { replyCount, acceptedCount, lastNumber: newest, movedAway: newest - all };
}
