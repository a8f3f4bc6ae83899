import { and, eq, ne } from 'drizzle-orm';
import type { Request, Response } from 'express';
import { config } from '../../config.ts';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { formatDateTime } from '../../platform/dates.ts';
import { mailLater } from '../../platform/mail.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import type { SignedInBy } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { deviceOf } from './device.ts';
import { newSignIn } from './mails.ts';
import { placeOf } from './place.ts';
import { devices } from './tables.ts';
import { deviceInWords, placeInWords, wayInWords } from './words.ts';

const deviceCookie = 'sp_device';
export const deviceKeptFor = 365 * 24 * 60 * 60 * 1000;

interface Arrived {
  id: number;
  signedInBy: SignedInBy;
}

/**
 * Knows a browser again by a cookie of its own. Whoever signs in with one they have not used before is told by email, so
 * that they notice when it was not them; at their first sign-in of all there is nothing to compare with.
 */
export async function noteDevice(req: Request, res: Response, person: Arrived): Promise<void> {
  const token = tokenFrom(req) ?? newToken();
  const place = await placeOf(req.ip);
  await db.transaction(async (tx) => {
    const { isNew, isFirst } = await rememberDevice(tx, person.id, token);
    if (!isNew || isFirst || person.signedInBy === 'demonstration') return;
    await tellOfNewDevice(tx, person, { device: deviceOf(req.headers['user-agent']), place });
  });
  res.cookie(deviceCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.production,
    maxAge: deviceKeptFor,
    path: '/',
  });
}

const tokenFrom = (req: Request) =>
  new RegExp(`(?:^|; )${deviceCookie}=([\\w-]{43})(?:;|$)`).exec(req.headers.cookie ?? '')?.[1];

async function rememberDevice(tx: Tx, personId: number, token: string) {
  const now = clock.now();
  // With the person in it, so that nobody can tell from the database who shares a computer.
  const tokenHash = hashOf(`${token} ${personId}`);
  const their = eq(devices.personId, personId);
  const seen = await tx
    .update(devices)
    .set({ lastSeenAt: now })
    .where(and(their, eq(devices.tokenHash, tokenHash)))
    .returning({ personId: devices.personId });
  const row = { personId, tokenHash, firstSeenAt: now, lastSeenAt: now };
  if (seen.length === 0) await tx.insert(devices).values(row).onConflictDoNothing();
  const others = await tx
    .select({ personId: devices.personId })
    .from(devices)
    .where(and(their, ne(devices.tokenHash, tokenHash)))
    .limit(1);
  return { isNew: seen.length === 0, isFirst: others.length === 0 };
}

async function tellOfNewDevice(
  tx: Tx,
  { id, signedInBy }: Arrived,
  { device, place }: { device: string; place: string },
): Promise<void> {
  const [person] = await tx.select({ email: people.email }).from(people).where(eq(people.id, id));
  if (!person) return;
  const letter = newSignIn({
    when: formatDateTime(clock.now()),
    browser: deviceInWords(device),
    place: placeInWords(place),
    how: wayInWords(signedInBy),
  });
  await mailLater(tx, { to: person.email, ...letter });
}
