import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, or } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import type { Council } from '../councils/queries.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { linkToTopic } from '../notices/titles.ts';
import { people } from '../people/tables.ts';
import { actorWho } from '../roles/acting.ts';
import { logAccess } from '../roles/log.ts';
import { canLookAfter } from '../roles/policy.ts';
import { holdPeople } from '../roles/queries.ts';
import { handOnService } from '../services/hand-on-service.ts';
import { handOnTopic } from '../topics/hand-on-topic.ts';
import type { OwnedLine } from './mails.ts';
import { listColleagues, ownedBy } from './owned.ts';
import { handedToYou } from './told.ts';

interface Handing {
  from: number;
  to: number;
  topicIds: number[];
  serviceIds: number[];
}

/**
 * Hands on what somebody looks after who is dormant or has left, to a colleague of the same council who is here. What
 * is no longer theirs is left as it is. Nothing where the colleague cannot take it.
 */
export function handOn(actor: Member, council: Council, { from, to, topicIds, serviceIds }: Handing) {
  return db.transaction(async (tx) => {
    await holdPeople(tx, [actor.id, from]);
    await actorWho((holder) => canLookAfter(holder, council.id), actor, tx);
    const giver = await findAbsent(tx, council.id, from);
    if (!giver) throw notFound();
    const receiver = (await listColleagues(council.id, tx)).find(({ id }) => id === to);
    if (!receiver) return undefined;

    const owned = await ownedBy(from, tx);
    const lines: OwnedLine[] = [];
    // In the order of their ids, as everybody holds them who holds more than one.
    for (const { id } of owned.topics.filter((topic) => topicIds.includes(topic.id))) {
      if (await handOnTopic(tx, actor, id, { from, to })) lines.push(linkToTopic(id));
    }
    for (const { id, name } of owned.services.filter((service) => serviceIds.includes(service.id))) {
      if (await handOnService(tx, id, { actorId: actor.id, from, to })) lines.push(`the service ${name}`);
    }
    if (lines.length === 0) return { receiver, count: 0 };

    const reason = giver.leftAt ? 'Whoever looked after it has left' : 'Whoever looked after it is dormant';
    await logAccess(tx, 'owner-changed', {
      actorId: actor.id,
      personId: to,
      councilId: council.id,
      about: lines.length === 1 ? '1 topic or service' : `${lines.length} topics and services`,
      reason,
      detail: { from, topicIds, serviceIds },
    });
    const told = handedToYou(actor.name, giver.name, council.name, { owned: lines, reason });
    await tellPerson(tx, to, told, { kind: 'act', by: actor, once: `handed-on:${randomUUID()}` });
    return { receiver, count: lines.length };
  });
}

async function findAbsent(tx: Tx, councilId: number, id: number) {
  const isAbsent = or(isNotNull(people.leftAt), isNotNull(people.dormantAt));
  const [found] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, id), eq(people.councilId, councilId), isAbsent))
    .for('share');
  return found;
}
