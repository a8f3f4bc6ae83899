import type { Member } from '../../platform/viewer.ts';
import { linkTopics } from '../links/link-topics.ts';
import { linkedTopics } from './content/linked-topics.ts';
import { findIdsOf } from './find-ids.ts';

/** Links made-up topics, as those who look after them would. */
export async function linkDemonstrationTopics(members: Map<string, Member>, at: (daysAgo: number) => void) {
  const titles = linkedTopics.flatMap(({ topic, other }) => [topic, other]);
  const idOf = await findIdsOf(titles);
  for (const { topic, by, daysAgo, choice, other } of linkedTopics) {
    at(daysAgo);
    await linkTopics(members.get(by) as Member, idOf(topic), choice, idOf(other));
  }
}
