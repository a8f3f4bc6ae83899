import { follows } from '../../server/features/follows/tables.ts';
import { people } from '../../server/features/people/tables.ts';
import { db } from '../../server/platform/database.ts';

/** Has so many people, who do nothing else, follow everything in a topic. */
export async function addFollowers(topicId: number, count: number): Promise<void> {
  const [{ councilId } = { councilId: null }] = await db
    .select({ councilId: people.councilId })
    .from(people)
    .limit(1);
  const rows = Array.from({ length: count }, (_, at) => ({
    name: `Follower ${at}`,
    email: `follower-${at}@bench.invalid`,
    councilId,
  }));
  const added = await db.insert(people).values(rows).returning({ id: people.id });
  const following = { place: 'topic', topicId, level: 'everything', because: 'chosen' } as const;
  await db
    .insert(follows)
    .values(added.map(({ id }) => ({ ...following, personId: id, followedAt: new Date() })));
}
