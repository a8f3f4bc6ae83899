import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { addJob, type JobTasks } from '../../platform/jobs.ts';
import { sendAgainTo } from '../invitations/send-again.ts';
import { people } from '../people/tables.ts';
import { sendSignInLink } from './sign-in-link.ts';
import { whyTurnedAway } from './turned-away.ts';

declare module '../../platform/jobs.ts' {
  interface Jobs {
    'answer-outsider': { email: string; returnTo: string };
  }
}

/**
 * Answers an address of no council that asks to sign in, later and by mail alone: neither what whoever asked is told nor
 * how long it took says whether it is somebody's here.
 */
export const answerOutsiderLater = (email: string, returnTo: string) =>
  db.transaction((tx) => addJob(tx, 'answer-outsider', { email, returnTo }));

export const outsiderJobs: JobTasks = {
  'answer-outsider': async ({ email, returnTo }) => {
    const [person] = await db.select().from(people).where(eq(people.email, email));
    if (person && !(await whyTurnedAway(person))) return sendSignInLink(email, returnTo).catch(unlessNobodys);
    await db.transaction((tx) => sendAgainTo(tx, email));
  },
};

/** Tried again is what did not go out. That an address is nobody's has been noted, and stays so. */
function unlessNobodys(error: unknown): void {
  if (!(error instanceof Refusal) || error.status !== 422) throw error;
}
