import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { clock } from '../../../platform/clock.ts';
import { db, type Executor, type Tx } from '../../../platform/database.ts';
import { formatLastDay } from '../../../platform/days.ts';
import { Refusal } from '../../../platform/errors.ts';
import { record } from '../../../platform/events.ts';
import { isHere } from '../../people/here.ts';
import { people } from '../../people/tables.ts';
import { moderationOf, type PostPlace } from '../../replies/addresses.ts';
import { isCurrent } from '../../roles/queries.ts';
import { roleGrants } from '../../roles/tables.ts';
import { postingPauses } from '../tables.ts';

declare module '../../../platform/events.ts' {
  interface DomainEvents {
    /** Somebody can post no more in a workspace for a while, or can again. */
    'pause-changed': { personId: number; workspaceId: number };
  }
}

interface Who {
  personId: number;
  workspaceId: number;
}

/** Whether somebody can post in a workspace: until when not, and whether that is for its coordinators to say. */
export interface Posting {
  pausedUntil: Date | null;
  canBePaused: boolean;
}

/** Whoever coordinates the workspace is not paused in it, nor who is gone. */
export async function findPosting(executor: Executor, { personId, workspaceId }: Who): Promise<Posting> {
  const coordinates = executor
    .select({ one: sql`1` })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.personId, people.id),
        eq(roleGrants.role, 'coordinator'),
        or(isNull(roleGrants.workspaceId), eq(roleGrants.workspaceId, workspaceId)),
        isCurrent(),
      ),
    );
  const [found] = await executor
    .select({
      pausedUntil: postingPauses.until,
      canBePaused: sql<boolean>`${isHere()} and not exists (${coordinates})`,
    })
    .from(people)
    .leftJoin(
      postingPauses,
      and(
        eq(postingPauses.personId, people.id),
        eq(postingPauses.workspaceId, workspaceId),
        gt(postingPauses.until, clock.now()),
      ),
    )
    .where(eq(people.id, personId));
  return found ?? { pausedUntil: null, canBePaused: false };
}

/**
 * Says until when somebody cannot post in a workspace; with none they can. Refused where a pause was made meanwhile: what
 * another coordinator chose is not written over.
 */
export async function pausePosting(
  tx: Tx,
  { personId, workspaceId }: Who,
  until: Date | null,
): Promise<void> {
  const { personId: person, workspaceId: workspace } = postingPauses;
  await record(tx, 'pause-changed', { personId, workspaceId });
  if (until === null) {
    await tx.delete(postingPauses).where(and(eq(person, personId), eq(workspace, workspaceId)));
    return;
  }
  const paused = await tx
    .insert(postingPauses)
    .values({ personId, workspaceId, until })
    .onConflictDoUpdate({
      target: [person, workspace],
      set: { until },
      setWhere: lte(postingPauses.until, clock.now()),
    })
    .returning();
  if (paused.length === 0)
    throw new Refusal(409, 'Their posting is paused already', 'Another coordinator did so at this moment.');
}

/** Whose posting is paused in a workspace, until when, and a post of theirs from which that is ended. */
export async function listPausedIn(workspaceId: number) {
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      until: postingPauses.until,
      from: postToEndItFrom(workspaceId),
    })
    .from(postingPauses)
    .innerJoin(people, eq(people.id, postingPauses.personId))
    .where(and(eq(postingPauses.workspaceId, workspaceId), gt(postingPauses.until, clock.now())))
    .orderBy(asc(postingPauses.until), people.id);
  return rows.map(({ id, name, until, from }) => ({
    id,
    name,
    lastDay: formatLastDay(until),
    href: from && moderationOf(from),
  }));
}

/** The post that it was done from, where that is now; where it has left the workspace or cannot be acted on, another of theirs. */
const postToEndItFrom = (workspaceId: number) => sql<PostPlace | null>`(
  select json_build_object('topicId', found.topic_id, 'post', found.post)
  from (
    select coalesce(here.topic_id, was.now_topic_id, act.topic_id) as topic_id,
      coalesce(here.number, case when was.now_topic_id is null then act.post else 0 end) as post, 1 as choice, act.id
    from moderation_log act
    left join moved_replies was on was.topic_id = act.topic_id and was.number = act.post
    left join replies here on here.id = was.reply_id
    where act.person_id = ${people.id} and act.workspace_id = ${workspaceId} and act.act = 'pause'
    union all
    select own.id, 0, 2, own.id from topics own where own.author_id = ${people.id}
    union all
    select own.topic_id, own.number, 3, own.id from replies own where own.author_id = ${people.id}
  ) as found
  join topics place on place.id = found.topic_id and place.workspace_id = ${workspaceId} and place.state <> 'draft'
    and place.removed_as is distinct from 'merged'
  left join replies reply on reply.topic_id = found.topic_id and reply.number = found.post and found.post > 0
  where reply.removed_at is null or reply.removed_as is not null
  order by found.choice, found.id desc limit 1)`;
