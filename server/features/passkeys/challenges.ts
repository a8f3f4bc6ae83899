import { randomBytes } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { hashOf } from '../../platform/tokens.ts';
import { passkeyChallenges } from './tables.ts';

const lasts = 5 * 60 * 1000;

/** What a challenge is for, and who is to answer it: nobody knows that yet at sign-in. */
export interface Asked {
  purpose: 'sign-in' | 'second-step' | 'add';
  personId: number | null;
}

/** Something for a passkey to sign. Those that ran out go at the same time. */
export async function makeChallenge({ purpose, personId }: Asked): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32));
  const challengeHash = hashOf(Buffer.from(challenge).toString('base64url'));
  const now = clock.now();
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, now));
  const expiresAt = new Date(now.getTime() + lasts);
  await db.insert(passkeyChallenges).values({ challengeHash, purpose, personId, expiresAt });
  return challenge;
}

/** True when this was asked, for this purpose and of this person, and not answered before. Whatever was answered is used up. */
export async function takeChallenge(challenge: string, { purpose, personId }: Asked): Promise<boolean> {
  const [taken] = await db
    .delete(passkeyChallenges)
    .where(eq(passkeyChallenges.challengeHash, hashOf(challenge)))
    .returning();
  return Boolean(
    taken && taken.purpose === purpose && taken.personId === personId && taken.expiresAt > clock.now(),
  );
}
