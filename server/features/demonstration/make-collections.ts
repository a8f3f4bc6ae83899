import type { Member } from '../../platform/viewer.ts';
import { addTopic } from '../collections/add-topic.ts';
import { makeCollection } from '../collections/make-collection.ts';
import { collections } from './content/collections.ts';
import { findIdsOf } from './find-ids.ts';

/** Makes collections of made-up topics, as their coordinators would. */
export async function makeDemonstrationCollections(
  members: Map<string, Member>,
  at: (daysAgo: number) => void,
) {
  const titles = collections.flatMap((collection) => collection.topics.map(({ title }) => title));
  const idOf = await findIdsOf(titles);
  for (const { by, daysAgo, topics: listed, ...description } of collections) {
    at(daysAgo);
    const coordinator = members.get(by) as Member;
    const id = await makeCollection(coordinator, { ...description, formId: '' });
    for (const { title, line } of listed) await addTopic(coordinator, id, idOf(title), line);
  }
}
