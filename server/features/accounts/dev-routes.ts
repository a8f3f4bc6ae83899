import { asc, eq } from 'drizzle-orm';
import { Router } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-custom';
import { readId, readLocalPath } from '../../platform/addresses.ts';
import { db } from '../../platform/database.ts';
import { mailbox } from '../../platform/mail.ts';
import { councils } from '../councils/tables.ts';
import { signInBy } from './sign-in-routes.ts';
import { people, roleGrants } from './tables.ts';
import { findMember } from './viewers.ts';

/** Shortcuts for whoever tries the product out; app.ts leaves them out in production. */
export const devRoutes = Router();

devRoutes.get('/dev/mail', (_req, res) => {
  const mails = mailbox.map((mail) => ({ ...mail, href: /https?:\/\/\S+/.exec(mail.text)?.[0] }));
  res.render('accounts/mailbox', { mails });
});

devRoutes.get('/dev/sign-in', async (req, res) => {
  const found = await db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      council: { name: councils.name },
      role: roleGrants.role,
    })
    .from(people)
    .innerJoin(councils, eq(councils.id, people.councilId))
    .leftJoin(roleGrants, eq(roleGrants.personId, people.id))
    .orderBy(roleGrants.role, asc(people.id))
    .limit(40);
  const named = found.map((person) => ({ ...person, role: person.role && roleWords[person.role] }));
  res.render('accounts/sign-in-as', { people: named, back: readLocalPath(req.query.back) });
});

const roleWords = { coordinator: 'Coordinator', administrator: 'Administrator' };

devRoutes.post('/dev/sign-in', (req, res, next) => signInBy('demonstration', req, res, next));

passport.use(
  'demonstration',
  new Strategy((req, done) => {
    const returnTo = readLocalPath(req.body?.back);
    const found = findMember(readId(req.body?.personId));
    found.then((member) => done(null, member ? { id: member.id, returnTo } : false), done);
  }),
);
