import { and, eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { londonHourOf, weekdayOf } from '../../platform/london.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { findNeeds } from './coordinating.ts';
import { shownNeeds } from './shown.ts';
import { yourWeek } from './week-told.ts';

/** On Mondays each coordinator is told what needs them, if anything does; by email at the hour that is theirs. */
export async function tellOfWeek(): Promise<void> {
  const { day } = londonHourOf(clock.now());
  if (weekdayOf(day) !== 1) return;
  const about = { kind: 'week' as const, once: `week:${day}`, isOfOthers: true };
  for (const { id, places } of await listCoordinators()) {
    const needs = shownNeeds(await findNeeds({ id }, { places: places ?? 'all', searchedIn: 'all' }), {
      questions: '/coordinating/questions?need=',
    });
    if (needs.needsAny) await db.transaction((tx) => tellPerson(tx, id, yourWeek(needs), about));
  }
}

/** Whoever coordinates anything, with the workspaces; all of them where it names none. */
const listCoordinators = () =>
  db
    .select({
      id: people.id,
      places: sql<number[] | null>`case when bool_or(${roleGrants.workspaceId} is null) then null
        else array_agg(${roleGrants.workspaceId}) end`,
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.role, 'coordinator'), isCurrent(), isHere()))
    .groupBy(people.id)
    .orderBy(people.id);
