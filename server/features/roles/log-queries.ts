import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '../../platform/database.ts';
import type { Member, Powers } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { type Act, acts } from './log.ts';
import { accessLog } from './tables.ts';

const perPage = 50;
const ofCoordinators: Act[] = [
  'role-given',
  'role-taken',
  'role-handed-over',
  'deputy-named',
  'mail-content-left-out',
  'mail-content-allowed',
];

const actors = alias(people, 'actors');

/** Who has a part of the log to look at. */
export const canReadLog = (powers: Powers): boolean =>
  powers.isAdministrator || powers.coordinates === 'all' || powers.leads.length > 0;

/** The lines that somebody may read: administrators all, leads their council's, coordinators of everything what they do. */
function readableBy({ isAdministrator, coordinates, leads }: Member): SQL | undefined {
  if (isAdministrator) return undefined;
  return or(
    sql`false`,
    coordinates === 'all' ? inArray(accessLog.act, ofCoordinators) : undefined,
    leads.length > 0 ? inArray(accessLog.councilId, leads) : undefined,
  );
}

const selectLines = () =>
  db
    .select({
      id: accessLog.id,
      at: accessLog.at,
      act: accessLog.act,
      about: accessLog.about,
      reason: accessLog.reason,
      person: { id: people.id, name: people.name },
      actor: { id: actors.id, name: actors.name },
      council: councils.name,
    })
    .from(accessLog)
    .leftJoin(people, eq(people.id, accessLog.personId))
    .leftJoin(actors, eq(actors.id, accessLog.actorId))
    .leftJoin(councils, eq(councils.id, accessLog.councilId));

const newestFirst = [desc(accessLog.at), desc(accessLog.id)];

/** A page of the log, newest first, and how many pages there are. */
export async function listLogFor(member: Member, { act, page = 1 }: { act?: Act; page?: number }) {
  const which = and(readableBy(member), act ? eq(accessLog.act, act) : undefined);
  const [count, lines] = await Promise.all([
    db.$count(accessLog, which),
    selectLines()
      .where(which)
      .orderBy(...newestFirst)
      .limit(perPage)
      .offset((page - 1) * perPage),
  ]);
  return { lines: lines.map(shownLine), pages: Math.max(1, Math.ceil(count / perPage)) };
}

/** What was done to one person's access, as far as this viewer may read it. */
export async function listLinesOf(member: Member, personId: number) {
  const lines = await selectLines()
    .where(and(readableBy(member), eq(accessLog.personId, personId)))
    .orderBy(...newestFirst)
    .limit(perPage);
  return lines.map(shownLine);
}

type Line = Awaited<ReturnType<typeof selectLines>>[number];

const shownLine = (line: Line) => ({ ...line, did: acts[line.act as Act] ?? line.act });
