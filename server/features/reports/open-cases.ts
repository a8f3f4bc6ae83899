/**
 * How many open cases wait for the person `p` of a question where they coordinate, but for those about what they wrote: SQL
 * for the question that finds a viewer, which is asked at every request. Nothing is counted for anybody else.
 */
export const openCasesOf = (now: string): string => `(
  select case when bool_or(true) then (
    select count(*)::int from cases k join topics t on t.id = k.topic_id
    where k.state = 'open' and k.author_id <> p.id
      and (bool_or(g.workspace_id is null) or t.workspace_id = any(array_agg(g.workspace_id)))
  ) else 0 end
  from role_grants g
  where g.person_id = p.id and g.role = 'coordinator' and g.ended_at is null and (g.ends_at is null or g.ends_at > ${now}))`;
