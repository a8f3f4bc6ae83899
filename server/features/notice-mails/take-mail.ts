import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, min, type SQL } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { hasHadEnough, putOff } from './put-off.ts';
import { addMailJobs, type NoticeMail } from './schedule-mails.ts';
import { noticeMails } from './tables.ts';

interface Taken {
  mailId: string;
  /** True where it may have been sent before. */
  isAgain: boolean;
}

/**
 * Puts what is due into one mail, whose id is kept before it is sent. What a crash left unsent, under the id that it has,
 * comes first. Of what is more than anybody wants at once nothing is sent before the next digest.
 */
export function takeMail(mail: NoticeMail): Promise<Taken | undefined> {
  return db.transaction(async (tx) => {
    const waiting = await tx.select().from(noticeMails).where(waitsFor(mail)).for('update');
    const begun = waiting.find(({ mailId }) => mailId)?.mailId;
    if (begun) return { mailId: begun, isAgain: true };
    if (waiting.length === 0) return undefined;
    const dueAt = new Date(Math.min(...waiting.map((row) => row.dueAt.getTime())));
    if (dueAt > clock.now()) {
      await addMailJobs(tx, [{ ...mail, dueAt }], { anew: false });
      return undefined;
    }
    if (mail.how === 'at-once' && (await hasHadEnough(tx, mail.personId))) {
      await putOff(tx, mail.personId, waitsFor(mail));
      return undefined;
    }
    const mailId = randomUUID();
    await tx.update(noticeMails).set({ mailId }).where(waitsFor(mail));
    return { mailId, isAgain: false };
  });
}

/** Writes down what of a mail was sent, and that the rest of it is dropped. What waits besides has its turn. */
export function endMail(mail: NoticeMail, mailId: string, sentIds: number[]): Promise<void> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const isIn = and(
      eq(noticeMails.mailId, mailId),
      isNull(noticeMails.sentAt),
      isNull(noticeMails.droppedAt),
    );
    await tx
      .update(noticeMails)
      .set({ sentAt: now })
      .where(and(isIn, inArray(noticeMails.noticeId, sentIds)));
    await tx.update(noticeMails).set({ droppedAt: now }).where(isIn);
    await addNext(tx, mail);
  });
}

async function addNext(tx: Tx, mail: NoticeMail): Promise<void> {
  const rest = tx.select({ dueAt: min(noticeMails.dueAt) }).from(noticeMails);
  const [next] = await rest.where(waitsFor(mail));
  if (next?.dueAt) await addMailJobs(tx, [{ ...mail, dueAt: next.dueAt }], { anew: false });
}

function waitsFor({ personId, how, topicId }: NoticeMail): SQL | undefined {
  const ofTopic = topicId ? eq(noticeMails.topicId, topicId) : isNull(noticeMails.topicId);
  return and(
    eq(noticeMails.personId, personId),
    eq(noticeMails.how, how),
    how === 'at-once' ? ofTopic : undefined,
    isNull(noticeMails.sentAt),
    isNull(noticeMails.droppedAt),
  );
}
