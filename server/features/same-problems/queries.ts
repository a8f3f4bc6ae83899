import { and, asc, count, eq } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { sameProblems } from './tables.ts';

/** Which councils have this too, the first to say so first. */
export const listSameProblems = (topicId: number) =>
  db
    .select({
      council: { id: councils.id, slug: councils.slug, name: councils.name },
      person: { id: people.id, name: people.name },
      line: sameProblems.line,
      saidAt: sameProblems.saidAt,
      helped: sameProblems.helped,
    })
    .from(sameProblems)
    .innerJoin(councils, eq(councils.id, sameProblems.councilId))
    .innerJoin(people, eq(people.id, sameProblems.personId))
    .where(eq(sameProblems.topicId, topicId))
    .orderBy(asc(sameProblems.saidAt), asc(councils.name));

/** What a council has said of a question. */
export async function findSameProblem(topicId: number, councilId: number) {
  const [found] = await db
    .select()
    .from(sameProblems)
    .where(and(eq(sameProblems.topicId, topicId), eq(sameProblems.councilId, councilId)));
  return found;
}

export async function countSameProblems(executor: Executor, topicId: number): Promise<number> {
  const [found] = await executor
    .select({ councils: count() })
    .from(sameProblems)
    .where(eq(sameProblems.topicId, topicId));
  return found?.councils ?? 0;
}

/** Who said for their council that it has this too. */
export async function listWhoHaveItToo(executor: Executor, topicId: number): Promise<number[]> {
  const rows = await executor
    .select({ personId: sameProblems.personId })
    .from(sameProblems)
    .where(eq(sameProblems.topicId, topicId));
  return rows.map(({ personId }) => personId);
}
