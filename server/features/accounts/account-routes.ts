import { type Response, Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { type SignedIn, signedInOf } from '../../platform/viewer.ts';
import { isNewHere } from '../guests/limits-on-posts.ts';
import { findOpenChange } from './email-change.ts';
import { endAllSessions, endOtherSessions, endOwnSession, listOwnSessions } from './own-sessions.ts';
import { sessionCookie } from './session-cookie.ts';
import { whomToAsk } from './words.ts';

/** What members and guests see and change of their own account. */
export const accountRoutes = Router();

accountRoutes.get('/account', async (req, res) => {
  const person = signedInOf(req.viewer);
  const change = await findOpenChange(person.id);
  res.render('accounts/account', { person, items: itemsFor(person), changedBy: change?.begunBy?.name });
});

accountRoutes.get('/account/sessions', async (req, res) => {
  const sessions = await listOwnSessions(signedInOf(req.viewer));
  const done = doneIn(req, doneWords);
  res.render('accounts/sessions', { sessions, others: sessions.length - 1, whomToAsk, done });
});

const doneWords = {
  one: 'You have signed out there',
  others: 'You have signed out everywhere else',
};

accountRoutes.post('/account/sessions/others/removal', async (req, res) => {
  await endOtherSessions(signedInOf(req.viewer));
  res.redirect(303, '/account/sessions?done=others');
});

accountRoutes.post('/account/sessions/:sessionId/removal', async (req, res) => {
  const { wasThis } = await endOwnSession(signedInOf(req.viewer), readParameter(req.params.sessionId));
  if (wasThis) return leave(res);
  res.redirect(303, '/account/sessions?done=one');
});

accountRoutes.post('/account/sessions/removal', async (req, res) => {
  await endAllSessions(signedInOf(req.viewer));
  leave(res);
});

/** Says to a browser that it is signed out, and is to drop the pages that it kept. */
function leave(res: Response): void {
  res.clearCookie(sessionCookie).set('Clear-Site-Data', '"cache"').redirect(303, '/');
}

/** In the order in which people look for them. */
function itemsFor(person: SignedIn) {
  const isMember = person.kind === 'member';
  return [
    {
      href: `/people/${person.id}`,
      text: 'Your profile',
      about: 'What others see of you, and what you can help with',
    },
    isMember && {
      href: '/account/invitations',
      text: 'Your invitations',
      about: 'Invite people to the group, and see who has joined',
    },
    isNewHere(person) && {
      href: '/account/waiting',
      text: 'What you sent for approval',
      about: 'What you posted that a coordinator has to approve',
    },
    {
      href: '/account/drafts',
      text: 'Your drafts',
      about: 'What you have begun to write and not posted',
    },
    {
      href: '/account/suggestions',
      text: 'Edits you suggested',
      about: 'What you suggested to the guidance and patterns of others, and what became of it',
    },
    {
      href: '/account/reports',
      text: 'What you reported',
      about: 'The posts that you told the coordinators of, and what came of it',
    },
    isMember && {
      href: '/account/reviews',
      text: 'What you look after',
      about: 'Your guidance and patterns, and when each has to be reviewed',
    },
    isMember && {
      href: '/account/roles',
      text: 'Your roles',
      about: 'What you may do in the group, and who stands in for you',
    },
    {
      href: '/account/follows',
      text: 'What you follow',
      about: 'What you are told of the group, of its workspaces and of topics',
    },
    {
      href: '/account/searches',
      text: 'Your saved searches',
      about: 'What you look for again and again',
    },
    {
      href: '/account/feeds',
      text: 'Your feeds',
      about: 'Where a program of yours reads what is new',
    },
    {
      href: '/account/emails',
      text: 'Emails you get',
      about: 'What you hear of by email, and when',
    },
    {
      href: '/account/email',
      text: 'Your email address',
      about: isMember ? 'Change it, or move to another council' : 'Change where we write to you',
    },
    {
      href: '/account/passkeys',
      text: 'Your passkeys',
      about: 'Sign in with your fingerprint, face or PIN instead of a link',
    },
    {
      href: '/account/sessions',
      text: 'Where you are signed in',
      about: 'See each browser, and sign out of one or of all',
    },
    {
      href: '/emails',
      text: 'Emails we send',
      about: 'Every kind of email: when it comes, and what it looks like',
    },
    {
      href: '/account/leaving',
      text: 'Leave the group',
      about: 'When your job ends, or you no longer take part',
    },
  ].filter(Boolean);
}
