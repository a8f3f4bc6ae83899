import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { searchMisses } from './tables.ts';

export const missesOnPage = 25;

/** What was looked for anywhere, or in one of these workspaces. */
type Places = 'all' | number[];

/** A page of what was not found in a week, most often first. */
export const listMisses = (week: string, page: number, places: Places = 'all') =>
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
    .where(isOf(week, places))
    .orderBy(desc(searchMisses.times), asc(searchMisses.words), asc(searchMisses.id))
    .limit(missesOnPage)
    .offset((page - 1) * missesOnPage);

export const countMisses = (week: string, places: Places = 'all') =>
  db.$count(searchMisses, isOf(week, places));

const isOf = (week: string, places: Places): SQL | undefined =>
  and(eq(searchMisses.week, week), places === 'all' ? undefined : inArray(searchMisses.workspaceId, places));

/** The weeks in which something was not found, the newest first. */
export const listWeeks = () =>
  db.selectDistinct({ week: searchMisses.week }).from(searchMisses).orderBy(desc(searchMisses.week));
