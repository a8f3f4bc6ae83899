import { asc, eq, sql } from 'drizzle-orm';
import { Router } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-custom';
import { config } from '../../config.ts';
import { readId, readLocalPath } from '../../platform/addresses.ts';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Letter } from '../../platform/letters.ts';
import { mailbox } from '../../platform/mailbox.ts';
import { asMail, maySurroundMail } from '../../platform/security-headers.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { signInBy } from './sign-in.ts';
import { findSignedIn } from './viewers.ts';

/** Shortcuts for whoever tries the product out; app.ts leaves them out in production. */
export const devRoutes = Router();

devRoutes.get('/dev/mail', maySurroundMail, (_req, res) => {
  res.render('accounts/mailbox', { mails: mailbox.map((mail) => ({ ...mail, href: pathIn(mail) })) });
});

devRoutes.get('/dev/mail/:mailId/html', asMail, (req, res) => {
  const mail = mailbox.find(({ id }) => id === req.params.mailId);
  if (!mail) throw notFound();
  res.type('html').send(mail.html);
});

/** The first link in a mail, on whatever address this page was opened at. */
function pathIn({ paragraphs }: Letter): string | undefined {
  const link = paragraphs.find((paragraph) => typeof paragraph === 'object' && 'href' in paragraph);
  return link && new URL((link as { href: string }).href, config.baseUrl).pathname;
}

devRoutes.get('/dev/sign-in', async (req, res) => {
  const role = sql<keyof typeof roleWords | null>`(
    select min(role) from role_grants where person_id = ${people.id} and ended_at is null)`;
  const found = await db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      council: { name: councils.name },
      role,
    })
    .from(people)
    .innerJoin(councils, eq(councils.id, people.councilId))
    .orderBy(role, asc(people.id))
    .limit(40);
  const named = found.map((person) => ({ ...person, role: person.role && roleWords[person.role] }));
  res.render('accounts/sign-in-as', { people: named, back: readLocalPath(req.query.back) });
});

const roleWords = {
  administrator: 'Administrator',
  assessor: 'Assessor',
  coordinator: 'Coordinator',
  lead: 'Council lead',
};

devRoutes.post('/dev/sign-in', (req, res, next) => signInBy('demonstration', req, res, next));

passport.use(
  'demonstration',
  new Strategy((req, done) => {
    const returnTo = readLocalPath(req.body?.back);
    const found = findSignedIn(readId(req.body?.personId));
    const arrival = { returnTo, signedInBy: 'demonstration', secondStep: true };
    found.then((person) => done(null, person ? { ...arrival, id: person.id } : false), done);
  }),
);
