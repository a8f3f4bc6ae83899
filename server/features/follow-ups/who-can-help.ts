import { and, asc, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { answerRequests } from './tables.ts';

interface Question {
  id: number;
  authorId: number;
}

/** What they say that they can help with of what the question is about: its tags, then its requirement. */
const line = (topicId: number) => sql<string | null>`(
  select coalesce(nullif(offered.line, ''), offered.tag) from (
    select 1 as place, tag, line from help_tags join topics on tag = any(topics.tags)
      where person_id = people.id and topics.id = ${topicId}
    union all
    select 2, w.name, line from help_offers join workspaces w on w.requirement_id = help_offers.requirement_id
      join topics on topics.workspace_id = w.id where person_id = people.id and topics.id = ${topicId}
  ) as offered order by place limit 1)`;

const helpsWith = (topicId: number): SQL => sql`(
  exists (select 1 from help_tags join topics on tag = any(topics.tags) where person_id = people.id and topics.id = ${topicId})
  or exists (select 1 from help_offers join workspaces w on w.requirement_id = help_offers.requirement_id
    join topics on topics.workspace_id = w.id where person_id = people.id and topics.id = ${topicId}))`;

const isAsked = (topicId: number): SQL => sql`exists (
  select 1 from answer_requests where topic_id = ${topicId} and person_id = people.id)`;

const mayBeAsked = ({ id, authorId }: Question) =>
  and(isHere(), isNotNull(people.councilId), ne(people.id, authorId), helpsWith(id), sql`not ${isAsked(id)}`);

/** Members who can help with a question, what of by their own words, and who have not been asked to answer it. */
export const listHelpers = (question: Question) =>
  db
    .select({
      id: people.id,
      name: people.name,
      council: councils.name,
      line: line(question.id),
    })
    .from(people)
    .innerJoin(councils, eq(councils.id, people.councilId))
    .where(mayBeAsked(question))
    .orderBy(sql`lower(${people.name})`, asc(people.id))
    .limit(40);

/** Which of these may be asked. */
export const listWhoMayBeAsked = (executor: Executor, question: Question, personIds: number[]) =>
  executor
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, personIds), mayBeAsked(question)))
    .orderBy(people.id);

/** Who has been asked to answer a question, in that order. */
export const listAsked = (topicId: number) =>
  db
    .select({ id: people.id, name: people.name, askedAt: answerRequests.askedAt })
    .from(answerRequests)
    .innerJoin(people, eq(people.id, answerRequests.personId))
    .where(eq(answerRequests.topicId, topicId))
    .orderBy(asc(answerRequests.askedAt), asc(people.id));
