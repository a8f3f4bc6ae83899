import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { isThere } from '../library/find-among.ts';

/** How many rows of a word are counted each time. */
export const mostCounted = 2000;

/**
 * How many of these rows' topics this viewer could find, so that how rare a word is says nothing of what they may not see.
 * Of more than can be counted each time it is how many there are, as long as they could find one: a few more change it
 * hardly.
 */
export const countThere = (viewer: Viewer, rows: SQL): SQL => sql`(
  select case when size > ${figure(mostCounted)} and ${isOneThere(viewer, rows)} then size else (
    select count(*) from topics where topics.id = any(ids) and ${isThere(viewer)}) end
  from (select count(*) as size, array_agg(topic_id) as ids from ${rows}) as rows_there)`;

const isOneThere = (viewer: Viewer, rows: SQL): SQL => sql`exists (
  select from ${rows} join topics on topics.id = topic_id where ${isThere(viewer)})`;
