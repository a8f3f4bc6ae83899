import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import type { Waiting } from './queries.ts';

/** So many questions at most wait for one coordinator: with more, none of them would be looked at. */
const atOnce = 5;

interface Candidate extends Record<string, unknown> {
  id: number;
  isBusy: boolean;
}

/**
 * Whose turn it is: the coordinators of the workspace, then those of all, each time whoever was asked least lately. Never
 * the asker, nobody who is away, and nobody twice. `undefined` where all have had their turn; 'later' where those who are
 * left have enough to see to.
 */
export async function findNext(tx: Tx, followUpId: number, question: Waiting) {
  const now = clock.now().toISOString();
  const { rows } = await tx.execute<Candidate>(sql`
    select ${people.id}, (
      select count(*) >= ${atOnce} from follow_up_turns t join follow_ups f on f.id = t.follow_up_id
      where t.person_id = ${people.id} and t.ended_at is null and t.ends_at > ${now}::timestamptz
        and f.ended_at is null and f.owner_id is null) as "isBusy"
    from ${people}
    join (
      select person_id, bool_or(workspace_id is not null) as own from ${roleGrants}
      where role = 'coordinator' and coalesce(workspace_id, ${question.workspaceId}) = ${question.workspaceId} and ${isCurrent()}
      group by person_id
    ) as held on held.person_id = ${people.id}
    where ${isHere()} and ${people.id} <> ${question.authorId}
      and not exists (select 1 from follow_up_turns where follow_up_id = ${followUpId} and person_id = ${people.id})
    order by held.own desc, (select max(offered_at) from follow_up_turns where person_id = ${people.id}) nulls first,
      ${people.id}`);
  if (rows.length === 0) return undefined;
  return rows.find(({ isBusy }) => !isBusy)?.id ?? ('later' as const);
}
