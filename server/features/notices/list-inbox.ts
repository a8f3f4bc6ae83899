import { type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import type { Kind, State } from '../topics/kinds.ts';
import { visibleTo } from '../topics/queries.ts';
import type { NoticeKind } from './kinds.ts';
import type { Sayable } from './say.ts';
import { withOwnTitles } from './titles.ts';
import { stillIs } from './unread.ts';

/** What somebody wants to see of their inbox. */
export interface InboxFilter {
  onlyUnread: boolean;
  kind?: NoticeKind;
}

const groupsOnPage = 20;
export const linesOfGroup = 5;
/** How far back the inbox goes, so that it is quick also for those who follow everything. */
const newest = 3000;

/** A notice as it is found, with what its group has. */
export interface Found extends Sayable, Record<string, unknown> {
  at: string;
  isUnread: boolean;
  topic: {
    id: number;
    title: string;
    kind: Kind;
    state: State;
    workspace: string;
    number: number | null;
  } | null;
  /** Its topic, or itself where it has none. */
  group: string;
  groupCount: number;
  groupUnread: number;
}

/**
 * A page of what somebody has been told, the topics with the newest first, of each the newest lines. What they may not see
 * now, and what is gone, is not there.
 */
export async function listInbox(viewer: SignedIn, filter: InboxFilter, page: number) {
  const groups = sql`
    select "group", max(at) as newest, count(*)::int as "groupCount", count(*) filter (where "isUnread")::int as "groupUnread"
    from seen group by "group" order by newest desc, "group"
    limit ${groupsOnPage + 1} offset ${(page - 1) * groupsOnPage}`;
  const { rows } = await db.execute<Found & { newest: string }>(sql`
    with seen as (${selectSeen(viewer, filter)}), grouped as (${groups}),
    lines as (
      select seen.*, grouped.newest, grouped."groupCount", grouped."groupUnread",
        row_number() over (partition by "group" order by seen.at desc, seen.id desc) as place
      from seen join grouped using ("group")
    )
    select * from lines where place <= ${linesOfGroup} order by newest desc, "group", place`);
  const found = [...Map.groupBy(withOwnTitles(rows), ({ group }) => group).values()];
  return { groups: found.slice(0, groupsOnPage), hasMore: found.length > groupsOnPage };
}

/** One notice of theirs, if they may see it now. */
export async function findNoticeFor(viewer: SignedIn, id: number): Promise<Found | undefined> {
  const { rows } = await db.execute<Found>(
    selectSeen(viewer, { onlyUnread: false }, sql`notices.id = ${id}`),
  );
  return rows[0];
}

const selectSeen = (viewer: SignedIn, { onlyUnread, kind }: InboxFilter, also: SQL = sql`true`): SQL => sql`
  select notices.id::int, notices.kind, notices.post, notices.words, notices.href, notices.at,
    notices.read_at is null as "isUnread",
    case when actors.id is not null then json_build_object('id', actors.id, 'name', actors.name,
      'from', coalesce(actor_councils.name, actors.organisation)) end as actor,
    coalesce(replies.author, topics.author) as author,
    coalesce(replies.author_id, topics.author_id) as "authorId",
    replies.accepted_by as "acceptedBy",
    case when topics.id is not null then json_build_object('id', topics.id, 'title', topics.title, 'kind', topics.kind,
      'state', topics.state, 'workspace', workspaces.name, 'number', requirements.number) end as topic,
    coalesce('topic ' || notices.topic_id, 'notice ' || notices.id) as "group"
  from (
    select * from notices
    where person_id = ${viewer.id} and ${also} and ${onlyUnread ? sql`read_at is null` : sql`true`}
      and ${kind ? sql`kind = ${kind}` : sql`true`}
    order by at desc, id desc limit ${newest}
  ) as notices
  left join topics on topics.id = notices.topic_id
  left join workspaces on workspaces.id = topics.workspace_id
  left join requirements on requirements.id = workspaces.requirement_id
  left join replies on replies.topic_id = notices.topic_id and replies.number = notices.post
  left join people actors on actors.id = notices.actor_id
  left join councils actor_councils on actor_councils.id = actors.council_id
  where (notices.topic_id is null or ${visibleTo(viewer)}) and ${sql.raw(stillIs('notices', 'replies'))}`;
