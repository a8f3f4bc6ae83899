import { type SQL, sql } from 'drizzle-orm';
import { isLive, isThereForIt, ownerId } from '../reviews/queries.ts';
import { type Health, healthLabels, healthOf } from '../topics/health.ts';
import { type Kind, type State, stateLabel } from '../topics/kinds.ts';

/** How far a topic is for somebody who looks for what is known, in the words of pages. */
export const standings = {
  solved: 'Solved',
  partly: 'Has replies, not solved',
  unanswered: 'Nobody has answered',
  current: 'Current',
  'review-due': healthLabels['review-due'],
  overdue: healthLabels.overdue,
  replaced: healthLabels.replaced,
  withdrawn: healthLabels.withdrawn,
};

export type Standing = keyof typeof standings;

export const isStanding = (text: string): text is Standing => Object.hasOwn(standings, text);

/** The words that its tags have on pages; of a question that is answered what searches and the library call it. */
export function standingInWords(topic: { kind: Kind; state: State; health: Health }): string {
  const { kind, state } = topic;
  const health = healthOf(topic);
  const label = stateLabel(kind, state);
  if (!health) return state === 'answered' ? standings.solved : label;
  return kind === 'guidance' || health.name === 'withdrawn' ? health.label : `${label}, ${health.label}`;
}

/** The standing of the topic in the row. */
export const standing: SQL<Standing> = sql`case
  when topics.kind = 'question' then case when topics.state = 'answered' then 'solved'
    when topics.reply_count > 0 then 'partly' else 'unanswered' end
  when topics.state in ('withdrawn', 'retired') then 'withdrawn'
  else topics.health end`;

/** What is known: solved questions, and guidance and patterns that somebody can follow. */
export const isKnown: SQL = sql`(topics.kind = 'question' and topics.state = 'answered' or ${isLive})`;

/** Whether nobody looks after it who can take part there. */
export const isOwnerless = (): SQL =>
  sql`topics.kind <> 'question' and not exists (select from people where people.id = ${ownerId} and ${isThereForIt()})`;
