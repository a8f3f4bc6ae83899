import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { findAct } from '../moderation/queries.ts';
import { actStands } from '../moderation/reversals.ts';
import { giveNotices } from '../notices/give-notices.ts';
import { canAppeal } from './policy.ts';
import { findAppealAgainst, listDeciders } from './queries.ts';
import { appeals } from './tables.ts';
import { appealWasMade } from './told.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    /** An appeal was made, decided, or opened again. */
    'appeal-changed': { workspaceId: number };
  }
}

/** Appeals, once, against what was done to what this person wrote; those who decide are told. Sent twice, it is one. */
export function appealAgainstAct(author: SignedIn, actId: number, text: string): Promise<void> {
  return db.transaction(async (tx) => {
    const act = await findAct(actId, tx);
    if (!act || act.personId !== author.id) throw notFound();
    // Held first, as by whoever acts: what is made good at this moment needs no appeal.
    const stands = await actStands(tx, author, act);
    const made = await findAppealAgainst(actId, tx);
    if (made?.text === text) return;
    if (!canAppeal(author, act, { isMade: Boolean(made), stands })) throw noAppeal(Boolean(made));
    await tx.insert(appeals).values({ actId, personId: author.id, text, createdAt: clock.now() });
    const appeal = await findAppealAgainst(actId, tx);
    if (!appeal) throw new Error('An appeal that was just made is gone');
    const { subject, paragraphs, href } = appealWasMade(appeal);
    const told = (await listDeciders(tx, appeal)).map(({ id: personId }) => ({
      personId,
      kind: 'act' as const,
      words: { subject, paragraphs },
      href,
      once: `appeal:${appeal.id}`,
    }));
    await giveNotices(tx, told);
    await record(tx, 'appeal-changed', { workspaceId: appeal.workspace.id, actorId: author.id });
  });
}

const noAppeal = (isMade: boolean) =>
  isMade
    ? new Refusal(
        409,
        'You have appealed already',
        'There is one appeal against each act. See how it stands.',
      )
    : new Refusal(
        409,
        'There is nothing to appeal against',
        'What was done has been made good, or cannot be any more.',
      );
