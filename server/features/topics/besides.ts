import { listAdoptions } from '../adoptions/queries.ts';
import { listSameProblems } from '../same-problems/queries.ts';
import type { Topic } from './queries.ts';

/** What councils say of a topic; asked only where its row says that there is any. */
export async function whatCouncilsSay({ id, kind, councilCount, adoptionCount }: Topic) {
  if (kind === 'question')
    return { sameProblems: councilCount > 0 ? await listSameProblems(id) : [], adoptions: [] };
  return { sameProblems: [], adoptions: adoptionCount > 0 ? await listAdoptions(id) : [] };
}
