import { asc, desc, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { searchMisses } from './tables.ts';

export const missesOnPage = 25;

/** A page of what was not found in a week, most often first. */
export const listMisses = (week: string, page: number) =>
  db
    .select({
      words: searchMisses.words,
      times: searchMisses.times,
      slug: workspaces.slug,
      workspace: workspaces.name,
      number: requirements.number,
    })
    .from(searchMisses)
    .leftJoin(workspaces, eq(workspaces.id, searchMisses.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .where(eq(searchMisses.week, week))
    .orderBy(desc(searchMisses.times), asc(searchMisses.words), asc(searchMisses.id))
    .limit(missesOnPage)
    .offset((page - 1) * missesOnPage);

export const countMisses = (week: string) => db.$count(searchMisses, eq(searchMisses.week, week));

/** The weeks in which something was not found, the newest first. */
export const listWeeks = () =>
  db.selectDistinct({ week: searchMisses.week }).from(searchMisses).orderBy(desc(searchMisses.week));
