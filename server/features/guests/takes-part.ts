import { and, type Column, eq, exists, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { people } from '../people/tables.ts';
import { isRunning } from './queries.ts';
import { guestAccess } from './tables.ts';

/** What decides who sees a post. */
export interface Place {
  visibility: string;
  workspace: { id: number };
}

/** True of the people in a query who can take part in a workspace: members, and those who are guests of it now. */
export function takesPartIn(workspaceId: number | Column): SQL | undefined {
  const theirs = and(eq(guestAccess.personId, people.id), eq(guestAccess.workspaceId, workspaceId));
  const access = db.select({ one: sql`1` }).from(guestAccess).where(and(theirs, isRunning()));
  return or(isNotNull(people.councilId), exists(access));
}

/** True of those who may see what is posted there. */
export const sees = ({ visibility, workspace }: Place): SQL | undefined =>
  visibility === 'public' ? sql`true` : takesPartIn(workspace.id);

/** Whether what is posted there may be named to this person. */
export const isSeenBy = async (executor: Executor, personId: number, place: Place): Promise<boolean> =>
  (await executor.$count(people, and(eq(people.id, personId), sees(place)))) > 0;
