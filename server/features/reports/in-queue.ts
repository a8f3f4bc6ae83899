/**
 * How much waits in the queue for the person `p` of a question where they coordinate: open cases but for those about what they
 * wrote, what waits for approval, and appeals but for those that they made or that are about what they did. It is SQL for the
 * question that finds a viewer, which is asked at every request. Nothing is counted for anybody else.
 */
export const inQueueOf = (now: string): string => `(
  select case when bool_or(true) then ${casesIn} + ${waitingIn} + ${appealsIn} else 0 end
  from role_grants g
  where g.person_id = p.id and g.role = 'coordinator' and g.ended_at is null and (g.ends_at is null or g.ends_at > ${now}))`;

const isHeld = (workspaceId: string) =>
  `(bool_or(g.workspace_id is null) or ${workspaceId} = any(array_agg(g.workspace_id)))`;

const casesIn = `(
    select count(*)::int from cases k join topics t on t.id = k.topic_id
    where k.state = 'open' and k.author_id <> p.id and ${isHeld('t.workspace_id')})`;

const waitingIn = `(
    select count(*)::int from waiting_posts w where w.decided_at is null and ${isHeld('w.workspace_id')})`;

// Where the post is now; what was done to the posting of its author stays where it was done: see appeals/queries.ts.
const appealsIn = `(
    select count(*)::int from appeals a join moderation_log l on l.id = a.act_id
    left join moved_replies m on m.topic_id = l.topic_id and m.number = l.post and l.post > 0
    left join replies r on r.id = m.reply_id
    left join topics t on t.id = coalesce(r.topic_id, l.topic_id)
    where a.decided_at is null and p.id not in (l.actor_id, a.person_id)
      and ${isHeld("(case when l.act = 'pause' then l.workspace_id else coalesce(t.workspace_id, l.workspace_id) end)")})`;
