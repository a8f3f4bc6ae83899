import { and, isNotNull, lte } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { record } from '../../platform/events.ts';
import { endSuspension } from '../people/suspension.ts';
import { people } from '../people/tables.ts';
import { closeGrantsThatAreOver } from './grants.ts';
import { logAccess } from './log.ts';
import { suspensionOver } from './mails.ts';
import { withNotices } from './notices.ts';

/** Ends roles that were given until a day that has passed: they do not hold any more, and now it says so. */
export const endRolesThatAreOver = () => withNotices((tx, tell) => closeGrantsThatAreOver(tx, tell));

/** Ends suspensions whose day has passed, and tells those who were suspended that they can sign in again. */
export const endSuspensionsThatAreOver = () =>
  withNotices(async (tx, tell) => {
    const over = await tx
      .select({ id: people.id, councilId: people.councilId })
      .from(people)
      .where(and(isNotNull(people.suspendedAt), lte(people.suspendedUntil, clock.now())))
      .orderBy(people.id)
      .for('no key update', { skipLocked: true });
    for (const { id: personId, councilId } of over) {
      await endSuspension(tx, personId);
      const reason = 'The day it was until has passed';
      await logAccess(tx, 'reinstated', { personId, councilId, reason });
      await record(tx, 'access-changed', { personId });
      await tell(personId, suspensionOver());
    }
  });
