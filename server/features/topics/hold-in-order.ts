import type { Topic } from './queries.ts';

/** Two topics, held in the order of their ids, so that two who hold the same never wait for one another. */
export async function holdInOrder(
  [fromId, toId]: [number, number],
  hold: (id: number) => Promise<Topic>,
): Promise<{ from: Topic; to: Topic }> {
  const held = new Map<number, Topic>();
  for (const id of [fromId, toId].sort((one, other) => one - other))
    if (!held.has(id)) held.set(id, await hold(id));
  return { from: held.get(fromId) as Topic, to: held.get(toId) as Topic };
}
