import { createHmac } from 'node:crypto';
import { and, desc, eq, gt } from 'drizzle-orm';
import { config } from '../../config.ts';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { formatDateTime } from '../../platform/dates.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { endSessions } from './end-sessions.ts';
import { sessions } from './tables.ts';
import { deviceInWords, placeInWords, wayInWords } from './words.ts';

/** Where somebody is signed in: the session that asks first, then by last use. */
export async function listOwnSessions(person: SignedIn) {
  const found = await findOwn(person);
  const shown = found.map(({ idHash, device, place, signedInBy, createdAt, seenAt }) => ({
    id: markOf(idHash),
    device: deviceInWords(device),
    place: placeInWords(place),
    way: wayInWords(signedInBy),
    begunAt: createdAt,
    usedAt: seenAt ?? createdAt,
    isThis: idHash === person.sessionHash,
  }));
  return [...shown.filter(({ isThis }) => isThis), ...numbered(shown.filter(({ isThis }) => !isThis))];
}

/** Those that read alike are told apart by a number, so that no two buttons have the same name. */
function numbered<S extends { device: string; usedAt: Date }>(shown: S[]) {
  const words = ({ device, usedAt }: S) => `${device}, last used on ${formatDateTime(usedAt)}`;
  return shown.map((session) => {
    const alike = shown.filter((other) => words(other) === words(session));
    const number = alike.length > 1 ? `, ${alike.indexOf(session) + 1} of ${alike.length}` : '';
    return { ...session, called: words(session) + number };
  });
}

const findOwn = ({ id }: SignedIn) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, id), gt(sessions.expiresAt, clock.now())))
    .orderBy(desc(sessions.seenAt), desc(sessions.createdAt));

/** What a page calls a session by. It is worth nothing to anybody else, and is not what the database knows it by. */
const markOf = (idHash: string) =>
  createHmac('sha256', config.sessionSecret).update(`session ${idHash}`).digest('base64url').slice(0, 22);

/** Ends one of a person's own sessions; nothing where it is over already. Says whether it was the one that asks. */
export async function endOwnSession(person: SignedIn, mark: string): Promise<{ wasThis: boolean }> {
  const only = (await findOwn(person)).map(({ idHash }) => idHash).filter((hash) => markOf(hash) === mark);
  if (only.length > 0) await db.transaction((tx) => endSessions(tx, person.id, { only }));
  return { wasThis: only.includes(person.sessionHash) };
}

export const endOtherSessions = (person: SignedIn) =>
  db.transaction((tx) => endSessions(tx, person.id, { except: person.sessionHash }));

export const endAllSessions = (person: SignedIn) => db.transaction((tx) => endSessions(tx, person.id));
