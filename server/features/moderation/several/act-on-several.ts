import { and, eq } from 'drizzle-orm';
import { clock } from '../../../platform/clock.ts';
import { db, type Tx } from '../../../platform/database.ts';
import { formKey } from '../../../platform/forms.ts';
import { coordinates, memberWith } from '../../../platform/powers.ts';
import type { Member } from '../../../platform/viewer.ts';
import type { Topic } from '../../topics/queries.ts';
import { type ActName, actOf, type Change, type Choice, didWords, listActsFor } from '../acts.ts';
import { doAct, settle } from '../do-act.ts';
import { whyNotMove } from '../moves.ts';
import { findLatestActsOn, type LoggedAct } from '../queries.ts';
import { type LeftOut, moderationBatches } from '../tables.ts';
import { holdTargets } from '../targets.ts';
import { type Done, tellOfBatch } from './told-of-several.ts';

interface Values extends Choice {
  reason: string;
  note: string;
  ruleId?: number;
  formId: string;
}

/** The newest act on each topic that whoever acts knows of, by the topic's id. */
export type Ticked = Map<number, number>;

/**
 * Does the same to several topics of a workspace that this member coordinates, in one transaction: a line for each, and each
 * author told once. What it cannot be done to is left out, with the reason; where that is all, nothing is written. Sent twice
 * it is done once.
 */
export function actOnSeveral(
  member: Member,
  workspaceId: number,
  name: ActName,
  ticked: Ticked,
  { reason, note, ruleId, formId, ...choice }: Values,
): Promise<{ id: number } | { leftOut: LeftOut[] }> {
  return db.transaction(async (tx) => {
    memberWith(member, coordinates(workspaceId));
    const held = await holdTargets(member, [...ticked.keys()], tx);
    const key = formKey(formId, workspaceId, name, reason, note, [...ticked.keys()].sort());
    const earlier = await findByKey(tx, member, key);
    if (earlier) return earlier;
    const change = actOf(name).change(clock.now(), choice);
    const { fitting, leftOut } = await sort(tx, member, name, { held, workspaceId, ticked, change });
    if (fitting.length === 0) return { leftOut };
    const done: Done[] = [];
    for (const topic of fitting)
      done.push({ ...(await doAct(tx, member, { topic }, name, { change, reason, note, ruleId })), topic });
    const lineIds = done.map(({ id }) => id);
    const batch = { at: clock.now(), workspaceId, actorId: member.id, act: name, lineIds, leftOut };
    const [written] = await tx
      .insert(moderationBatches)
      .values({ ...batch, formKey: key })
      .returning({ id: moderationBatches.id });
    const id = written?.id ?? 0;
    await tellOfBatch(tx, member, { id, name, done, reason, note });
    for (const { id: line, topic } of done) await settle(tx, member, { topic }, name, { id: line, reason });
    return { id };
  });
}

async function findByKey(tx: Tx, { id }: Member, key: string): Promise<{ id: number } | undefined> {
  const isIt = and(eq(moderationBatches.actorId, id), eq(moderationBatches.formKey, key));
  const [found] = await tx.select({ id: moderationBatches.id }).from(moderationBatches).where(isIt);
  return found;
}

interface Asked {
  held: Map<number, Topic>;
  workspaceId: number;
  ticked: Ticked;
  change: Change;
}

/** What it can be done to, and why not to the others. */
async function sort(tx: Tx, member: Member, name: ActName, { held, workspaceId, ticked, change }: Asked) {
  const newest = await findLatestActsOn([...ticked.keys()], tx);
  const fitting: Topic[] = [];
  const leftOut: LeftOut[] = [];
  for (const [topicId, latest] of ticked) {
    const topic = held.get(topicId);
    if (topic?.workspace.id !== workspaceId) {
      leftOut.push({ topicId, why: 'It is not in this workspace any more' });
      continue;
    }
    const why = await whyNot(topic, latest, newest.get(topicId));
    if (why) leftOut.push({ topicId, why });
    else fitting.push(topic);
  }
  return { fitting, leftOut };

  async function whyNot(topic: Topic, latest: number, act: LoggedAct | undefined) {
    if (act && act.id > latest)
      return `${act.actor.name} has acted on it meanwhile (${didWords(act.act).toLowerCase()} it): ${act.reason}`;
    if (!listActsFor({ topic }).includes(name)) return 'This cannot be done as it now stands';
    return whyNotMove(tx, member, topic, change.workspaceId);
  }
}
