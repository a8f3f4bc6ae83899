import type { Member } from '../../platform/viewer.ts';
import { recordAdoption } from '../adoptions/record-adoption.ts';
import { sayWeHaveThisToo } from '../same-problems/say-we-have-this-too.ts';
import { adoptions, sameProblems } from './content/what-councils-say.ts';
import { findIdsOf } from './find-ids.ts';

/** What councils have too, and what they use, said by people who were made up for it. */
export async function sayForCouncils(members: Map<string, Member>, at: (daysAgo: number) => void) {
  const titles = [...adoptions.map(({ topic }) => topic), ...sameProblems.map(({ question }) => question)];
  const idOf = await findIdsOf(titles);
  for (const { question, by, daysAgo, line } of sameProblems) {
    at(daysAgo);
    await sayWeHaveThisToo(members.get(by) as Member, idOf(question), line);
  }
  for (const { topic, by, daysAgo, ...values } of adoptions) {
    at(daysAgo);
    const member = members.get(by) as Member;
    const more = { serviceId: null, contactId: member.id };
    await recordAdoption(member, idOf(topic), { ...values, ...more });
  }
}
