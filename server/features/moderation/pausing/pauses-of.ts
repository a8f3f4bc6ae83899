/**
 * Where the posting of the person `p` of a question is paused, and until when: SQL for the question that finds a viewer,
 * which is asked at every request.
 */
export const pausesOf = (now: string): string => `(
  select json_agg(json_build_object('workspaceId', z.workspace_id, 'until', z.until))
  from posting_pauses z where z.person_id = p.id and z.until > ${now})`;
