import { and, desc, eq, gte, isNotNull, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { welcomes } from './tables.ts';

const day = 24 * 60 * 60 * 1000;
const newFor = 14 * day;

const since = () => new Date(clock.now().getTime() - newFor);

const isNew = (viewer: { id: number }): SQL | undefined =>
  and(
    isHere(),
    isNotNull(people.councilId),
    gte(people.createdAt, since()),
    ne(people.id, viewer.id),
    sql`not exists (select 1 from welcomes where person_id = people.id)`,
  );

/** Members who have joined in the last two weeks and whom nobody has welcomed, the newest first. */
export const listNewcomers = (viewer: { id: number }, limit = 100) =>
  db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      workingOn: people.workingOn,
      council: councils.name,
      joinedAt: people.createdAt,
    })
    .from(people)
    .innerJoin(councils, eq(councils.id, people.councilId))
    .where(isNew(viewer))
    .orderBy(desc(people.createdAt), desc(people.id))
    .limit(limit);

export const countNewcomers = (viewer: { id: number }) => db.$count(people, isNew(viewer));

const welcomers = alias(people, 'welcomers');

/** Who was welcomed in the last two weeks, and by whom. */
export const listWelcomed = () =>
  db
    .select({
      id: people.id,
      name: people.name,
      by: { id: welcomers.id, name: welcomers.name },
      at: welcomes.welcomedAt,
    })
    .from(welcomes)
    .innerJoin(people, and(eq(people.id, welcomes.personId), isHere()))
    .innerJoin(welcomers, eq(welcomers.id, welcomes.welcomedBy))
    .where(gte(welcomes.welcomedAt, since()))
    .orderBy(desc(welcomes.welcomedAt), desc(people.id))
    .limit(10);
