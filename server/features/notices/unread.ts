/** So many are counted; what is more is said to be more. */
export const unreadCounted = 10;

/**
 * In how many topics something waits for the person `p` of a question, counting whatever has no topic by itself: SQL for
 * the question that finds a viewer, which is asked at every request. What they may not see, or what is gone, does not wait.
 */
export const unreadOf = (now: string): string => `(
  select count(*)::int from (
    select 1 from (
      select distinct n.topic_id from notices n
      where n.person_id = p.id and n.read_at is null and n.topic_id is not null) waiting
    join topics t on t.id = waiting.topic_id
    where ${isSeen('t', now)} and exists (
      select 1 from notices n left join replies r on r.topic_id = n.topic_id and r.number = n.post
      where n.person_id = p.id and n.topic_id = t.id and n.read_at is null and ${stillIs('n', 'r')})
    union all
    select 1 from notices n where n.person_id = p.id and n.read_at is null and n.topic_id is null
    limit ${unreadCounted}) unread)`;

/** True of a topic that the person `p` may see. */
const isSeen = (topic: string, now: string) => `(${topic}.state <> 'draft' and ${topic}.removed_as is null
    or ${topic}.author_id = p.id and (${topic}.removed_as is null or ${topic}.removed_as = 'hidden'))
  and (p.council_id is not null or ${topic}.visibility = 'public' or exists (
    select 1 from guest_access a where a.person_id = p.id and a.workspace_id = ${topic}.workspace_id
      and a.ended_at is null and a.ends_at > ${now}))`;

/** True of a notice whose reply, if it is about one, can still be read, and is an answer if it was told as one. */
export const stillIs = (notice: string, reply: string): string => `${reply}.removed_at is null
  and (${notice}.kind not in ('accepted', 'solved') or ${reply}.accepted_at is not null)`;
