import { createHmac, randomBytes } from 'node:crypto';
import { sessionCookie } from '../../server/features/accounts/session-cookie.ts';
import { sessions } from '../../server/features/accounts/tables.ts';
import { councils } from '../../server/features/councils/tables.ts';
import { helpOffers, people } from '../../server/features/people/tables.ts';
import { roleGrants } from '../../server/features/roles/tables.ts';
import { requirements } from '../../server/features/standard/tables.ts';
import { db } from '../../server/platform/database.ts';
import { hashOf } from '../../server/platform/tokens.ts';
import type { Byline } from '../../server/platform/viewer.ts';
import type { Random } from './random.ts';
import { fillGaps } from './text.ts';
import { firstNames, jobs, lastNames } from './words.ts';

export interface Person extends Byline {
  councilId: number;
}

/** People of every council; a few coordinate, and many say what they can help with. */
export async function addPeople(count: number, random: Random): Promise<Person[]> {
  const theirs = await db.select().from(councils).orderBy(councils.id);
  const rows = Array.from({ length: count }, (_, at) => ({
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    job: random.pick(jobs),
    email: `person-${at}@bench.invalid`,
    council: random.pick(theirs),
    // Nobody is new: their posts are counted, and many of them would wait.
    createdAt: new Date(Date.now() - 365 * 86_400_000),
  }));
  const added = await db
    .insert(people)
    .values(rows.map(({ council, ...row }) => ({ ...row, councilId: council.id })))
    .returning({ id: people.id });
  const ids = added.map(({ id }) => id);
  await db
    .insert(roleGrants)
    .values(ids.slice(0, 3).map((personId) => ({ personId, role: 'coordinator' as const })));
  const points = await db.select({ id: requirements.id }).from(requirements);
  const offers = ids.map((personId) => ({
    personId,
    requirementId: random.pick(points).id,
    line: fillGaps('Has run {way} for {service}', random),
  }));
  await db.insert(helpOffers).values(offers);
  return rows.map(({ name, job, council }, at) => ({
    id: ids[at] ?? 0,
    name,
    job,
    role: '',
    council: { slug: council.slug, name: council.name },
    councilId: council.id,
  }));
}

const lasts = 7 * 24 * 60 * 60 * 1000;

/** Signs each of them in, and brings the cookies that their browsers would send. */
export async function signIn(personIds: number[], secret: string): Promise<string[]> {
  const expiresAt = new Date(Date.now() + lasts);
  const cookie = {
    originalMaxAge: lasts,
    expires: expiresAt,
    httpOnly: true,
    path: '/',
    sameSite: 'lax',
    secure: true,
  };
  const opened = personIds.map((personId) => ({ personId, id: randomBytes(24).toString('base64url') }));
  await db.insert(sessions).values(
    opened.map(({ personId, id }) => ({
      idHash: hashOf(id),
      personId,
      data: { cookie, passport: { user: personId } },
      expiresAt,
    })),
  );
  return opened.map(({ id }) => {
    const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
    return `${sessionCookie}=${encodeURIComponent(`s:${id}.${signature}`)}`;
  });
}
