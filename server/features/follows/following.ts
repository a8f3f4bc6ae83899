import { type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '../../platform/viewer.ts';
import type { Level, Place } from './levels.ts';

/** What somebody has said that counts somewhere: how much they hear of it, and of which place they said so. */
export interface Following {
  level: Level;
  place: Place;
  because: 'chosen' | 'posted';
  isCarried: boolean;
}

/**
 * What this viewer has said that counts for the topic in the row: of the topic, or else of its workspace or the group.
 * Three looks into one index, of which the first is mostly enough: a page asks it along with the topic.
 */
export function followingBy(viewer: Viewer): SQL<Following | null> {
  if (viewer.kind === 'visitor') return sql<null>`null`;
  const said = (place: Place, workspaceId: SQL, topicId: SQL) => sql`(
    select json_build_object('level', level, 'place', place, 'because', because, 'isCarried', carried_from is not null)
    from follows where person_id = ${viewer.id} and place = ${sql.raw(`'${place}'`)}
      and workspace_id ${workspaceId} and topic_id ${topicId})`;
  const [any, none] = [(column: string) => sql.raw(`= topics.${column}`), sql.raw('is null')];
  const above = sql`coalesce(${said('workspace', any('workspace_id'), none)}, ${said('group', none, none)})`;
  const isOutside =
    viewer.kind === 'guest'
      ? sql`topics.workspace_id <> all(${sql.param(viewer.workspaces)}::int[])`
      : undefined;
  return sql<Following | null>`coalesce(${said('topic', none, any('id'))},
    ${isOutside ? sql`case when ${isOutside} then null else ${above} end` : above})`;
}
