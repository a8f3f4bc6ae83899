import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { adoptions } from '../adoptions/tables.ts';
import { isHere } from '../people/here.ts';
import { services } from '../services/tables.ts';
import { topics } from '../topics/tables.ts';
import { interests } from './tables.ts';

/** True while there is something to ask: nothing else was said since, and the topic is there to be seen. */
const isOpen = sql`(interests.answered_at is null and topics.removed_as is null and topics.same_as is null
  and topics.state not in ('draft', 'withdrawn', 'retired') and case
    when interests.adoption_id is not null then adoptions.ended_at is null and adoptions.stage in ('considering', 'trying')
    else topics.state = 'answered' and exists (select 1 from same_problems
      where same_problems.topic_id = topics.id and same_problems.council_id = interests.council_id) end)`;

const select = (executor: Executor) =>
  executor
    .select({
      id: interests.id,
      councilId: interests.councilId,
      askAt: interests.askAt,
      isOpen: sql<boolean>`${isOpen}`,
      adoption: {
        id: adoptions.id,
        stage: adoptions.stage,
        serviceId: adoptions.serviceId,
        since: adoptions.since,
        worked: adoptions.worked,
        outcome: adoptions.outcome,
        contactId: adoptions.contactId,
        recordedAt: adoptions.recordedAt,
      },
      service: services.name,
      topic: {
        id: topics.id,
        title: topics.title,
        visibility: topics.visibility,
        workspaceId: topics.workspaceId,
      },
    })
    .from(interests)
    .innerJoin(topics, eq(topics.id, interests.topicId))
    .leftJoin(adoptions, eq(adoptions.id, interests.adoptionId))
    .leftJoin(services, eq(services.id, adoptions.serviceId));

export type Interest = Awaited<ReturnType<typeof select>>[number];

/** What a council has been interested in of a topic. */
export const listInterestsIn = (topicId: number, councilId: number) =>
  select(db)
    .where(and(eq(interests.topicId, topicId), eq(interests.councilId, councilId)))
    .orderBy(asc(interests.id));

/** The interests of which it is time to ask how it went. */
export const listDueInterests = () =>
  select(db)
    .where(and(isNull(interests.askedAt), lte(interests.askAt, clock.now()), isOpen))
    .orderBy(asc(interests.askAt), asc(interests.id))
    .limit(500);

/** Whom to ask: who can be asked about it or said so, or else who leads the council; somebody who is there now. */
export async function findWhomToAsk({ id, councilId }: Pick<Interest, 'id' | 'councilId'>) {
  const { rows } = await db.execute<{ id: number }>(sql`
    select people.id from (
      select contact_id as id, 1 as place from adoptions join interests on adoptions.id = adoption_id where interests.id = ${id}
      union all select recorded_by, 2 from adoptions join interests on adoptions.id = adoption_id where interests.id = ${id}
      union all select same_problems.person_id, 3 from same_problems join interests
        on interests.topic_id = same_problems.topic_id and interests.council_id = same_problems.council_id
        where interests.id = ${id} and adoption_id is null
      union all select person_id, 4 from role_grants where role = 'lead' and council_id = ${councilId} and ended_at is null
    ) as asked join people on people.id = asked.id
    where people.council_id = ${councilId} and ${isHere()}
    order by place, people.id limit 1`);
  return rows[0]?.id;
}
