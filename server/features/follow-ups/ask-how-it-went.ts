import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { findWhomToAsk, type Interest, listDueInterests } from './interest-queries.ts';
import { interests } from './tables.ts';
import { didItHelp, howDidItGo } from './told.ts';

const day = 24 * 60 * 60 * 1000;
/** A council that considers or tries something is asked so long after it said so. */
const daysToTry = 60;
/** And one that has a question's problem, so long after that was answered. */
const daysToUseAnswer = 14;

/** Every day: notes who is interested in what, and asks those of whom it is time how it went. */
export async function askHowItWent(): Promise<void> {
  await noteInterests();
  for (const interest of await listDueInterests()) await ask(interest);
}

/** When to ask again where it was too early to say. */
export const later = (): Date => new Date(clock.now().getTime() + daysToTry * day);

/** Each council that considers or tries something, or has a problem that is solved. Of what was imported nobody is asked. */
export async function noteInterests(): Promise<void> {
  await db.execute(sql`
    insert into interests (topic_id, council_id, adoption_id, ask_at)
    select topic_id, council_id, id, recorded_at + make_interval(days => ${daysToTry}) from adoptions
    where ended_at is null and stage in ('considering', 'trying')
    on conflict do nothing`);
  await db.execute(sql`
    insert into interests (topic_id, council_id, ask_at)
    select same_problems.topic_id, same_problems.council_id,
      greatest(same_problems.said_at, answered.at) + make_interval(days => ${daysToUseAnswer})
    from same_problems join topics on topics.id = same_problems.topic_id
    join lateral (select min(accepted_at) as at from replies
      where replies.topic_id = topics.id and accepted_at is not null and removed_at is null) as answered on true
    where topics.state = 'answered' and topics.source is null and answered.at is not null
    on conflict do nothing`);
}

async function ask(interest: Interest): Promise<void> {
  const { id, topic, adoption, askAt } = interest;
  const personId = await findWhomToAsk(interest);
  if (!personId) return;
  await db.transaction(async (tx) => {
    await tx.update(interests).set({ askedAt: clock.now() }).where(eq(interests.id, id));
    await tellPerson(tx, personId, adoption ? howDidItGo(topic, adoption.stage) : didItHelp(topic), {
      kind: 'asked',
      topic: { id: topic.id, visibility: topic.visibility, workspace: { id: topic.workspaceId } },
      once: `how-it-went:${id}:${askAt.toISOString()}`,
      isOfOthers: true,
    });
  });
}
