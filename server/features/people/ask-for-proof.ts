import { and, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { provedFor } from '../../platform/address-proof.ts';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import { councils } from '../councils/tables.ts';
import { type Tell, withNotices } from '../roles/notices.ts';
import { isHere } from './here.ts';
import { addressProofAsked } from './mails.ts';
import { addressProofs, people } from './tables.ts';

const aDay = 24 * 60 * 60 * 1000;
/** How long somebody has who was asked, and how long before the end they are asked again. */
const answeredWithin = 14 * aDay;
const remindedBefore = 3 * aDay;

const atOnce = 50;
const ago = (time: number) => new Date(clock.now().getTime() - time);

/** Asks everybody who is due to prove that they still hold their address: once, and again before the end. */
export async function askForProof(): Promise<void> {
  const due = and(isNull(people.proofAskedAt), lte(people.addressProvedAt, ago(provedFor)));
  while ((await askSome(due, 'proofAskedAt')) > 0);
  const waits = and(
    isNull(people.proofRemindedAt),
    lte(people.proofAskedAt, ago(answeredWithin - remindedBefore)),
  );
  while ((await askSome(waits, 'proofRemindedAt')) > 0);
}

/** Those who were asked and have not answered in time. */
export async function listUnproven(): Promise<number[]> {
  const found = await db.select({ id: people.id }).from(people).where(isUnproven()).orderBy(people.id);
  return found.map(({ id }) => id);
}

/** True of somebody whose time to answer is over. Asked again by whoever acts on it: they may have answered since. */
export const isUnproven = (): SQL | undefined =>
  and(isNotNull(people.proofAskedAt), lte(people.proofAskedAt, ago(answeredWithin)), takesPart());

/** Members and guests, and not whoever wrote what was imported. */
const takesPart = (): SQL | undefined =>
  and(
    isHere(),
    // Written out, because a column given to sql`` loses its table where a query has only one.
    sql`(people.council_id is not null or exists (select 1 from guest_access a where a.person_id = people.id
      and a.ended_at is null and a.ends_at > ${clock.now().toISOString()}::timestamptz))`,
  );

/** Held while it is done, so that of two nodes that ask at once each asks others. */
function askSome(who: SQL | undefined, noted: 'proofAskedAt' | 'proofRemindedAt'): Promise<number> {
  return withNotices(async (tx, tell) => {
    const asked = await tx
      .select({ id: people.id, email: people.email, askedAt: people.proofAskedAt, council: councils.name })
      .from(people)
      .leftJoin(councils, eq(councils.id, people.councilId))
      .where(and(who, takesPart()))
      .orderBy(people.id)
      .limit(atOnce)
      .for('no key update', { of: people, skipLocked: true });
    for (const person of asked) {
      const { id } = person;
      await tx
        .update(people)
        .set({ [noted]: clock.now() })
        .where(eq(people.id, id));
      const until = new Date((person.askedAt ?? clock.now()).getTime() + answeredWithin);
      const isReminder = noted === 'proofRemindedAt';
      await sendProofLink(tx, tell, person, { until, wasAsked: true, isReminder });
    }
    return asked.length;
  });
}

interface Asked {
  id: number;
  email: string;
  /** None for a guest. */
  council: string | null;
}

/** Sends somebody who asks for it a link to prove their address with. */
export const sendProofLinkTo = (person: Asked): Promise<void> =>
  withNotices((tx, tell) =>
    sendProofLink(tx, tell, person, {
      until: new Date(clock.now().getTime() + aDay),
      wasAsked: false,
      isReminder: false,
    }),
  );

/** The link's page has a button, so that a mail scanner that opens it proves nothing. */
async function sendProofLink(
  tx: Tx,
  tell: Tell,
  person: Asked,
  asking: { until: Date; wasAsked: boolean; isReminder: boolean },
) {
  const { id: personId, email } = person;
  const token = newToken();
  await tx
    .insert(addressProofs)
    .values({ tokenHash: hashOf(token), personId, email, expiresAt: asking.until });
  await tell(personId, addressProofAsked(person, { token, ...asking }));
}

/** Who a link that still works would prove the address of. */
export async function findProof(token: string, executor: Tx | typeof db = db) {
  const [found] = await executor
    .select({ id: people.id, name: people.name, email: people.email, council: councils.name })
    .from(addressProofs)
    .innerJoin(people, and(eq(people.id, addressProofs.personId), eq(people.email, addressProofs.email)))
    .leftJoin(councils, eq(councils.id, people.councilId))
    .where(
      and(
        eq(addressProofs.tokenHash, hashOf(token)),
        sql`${addressProofs.expiresAt} > ${clock.now().toISOString()}::timestamptz`,
        isNull(people.leftAt),
      ),
    );
  return found;
}
