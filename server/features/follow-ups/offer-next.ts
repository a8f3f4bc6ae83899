import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { endOfTurn } from './deadlines.ts';
import { findNext } from './find-next.ts';
import type { Waiting } from './queries.ts';
import { followUps, followUpTurns } from './tables.ts';
import { isOfferedToYou } from './told.ts';

/** Asks whoever is next whether they see to a question that is held; when all have been asked, it is there for all. */
export async function offerNext(tx: Tx, followUpId: number, question: Waiting): Promise<void> {
  const personId = await findNext(tx, followUpId, question);
  const now = clock.now();
  if (personId === 'later') return;
  if (personId === undefined) {
    await tx
      .update(followUps)
      .set({ forAllSince: now })
      .where(and(eq(followUps.id, followUpId), isNull(followUps.forAllSince)));
    return;
  }
  const endsAt = endOfTurn();
  await tx.insert(followUpTurns).values({ followUpId, personId, offeredAt: now, endsAt });
  await tellPerson(tx, personId, isOfferedToYou(question, endsAt), {
    kind: 'asked',
    topic: question,
    once: `offered:${followUpId}`,
    isOfOthers: true,
  });
}
