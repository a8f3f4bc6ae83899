import { type Request, Router } from 'express';
import type { z } from 'zod';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { Refusal } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm, textField } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { type SignedIn, signedInOf } from '../../platform/viewer.ts';
import { type Council, listCouncilsOfAddress } from '../councils/queries.ts';
import { cancelEmailChange, refuseEmailChange } from './cancel-email-change.ts';
import { carryOutLostAddress } from './carry-out-lost-addresses.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { findChangeByLink, findOpenChange, moveOf, stateOf } from './email-change.ts';
import { addressForm } from './sign-in-link.ts';
import { startEmailChange } from './start-email-change.ts';
import { whomToAsk } from './words.ts';

export const emailRoutes = Router();

/** The links in the mails, which people open in whatever browser shows them their mail. */
export const confirmationRoutes = Router();

const limitPerson = limitTo({ name: 'email-change', points: 10, duration: 60 * 60 });
const limitAddress = limitTo({ name: 'email-change-address', points: 5, duration: 60 * 60 });

const newAddressForm = addressForm.extend({
  council: textField('Council', { max: 100 }),
  /** The council that they have been told they will move to. */
  moving: textField('Council', { max: 100 }),
});

emailRoutes.get('/account/email', async (req, res) => {
  const person = signedInOf(req.viewer);
  res.render('accounts/email', { ...(await emailPage(person)), done: doneIn(req, doneWords) });
});

const doneWords = {
  asked: 'We have sent an email to both addresses',
  cancelled: 'Your email address stays as it is',
};

emailRoutes.post('/account/email', async (req, res) => {
  const person = signedInOf(req.viewer);
  const form = readForm(newAddressForm, req.body);
  const possible = form.ok ? await councilsFor(person, form.values.email) : [];
  const problem = form.ok ? problemOf(person, form.values, possible) : undefined;
  if (!form.ok || problem) {
    const shown = problem ? refusedForm(form.shown.values, problem) : form.shown;
    return res.status(422).render('accounts/email', await emailPage(person, shown, possible));
  }
  const { email, moving } = form.values;
  const council = councilIn(form.values, possible) ?? null;
  if (person.council && council && council.id !== person.council.id && moving !== council.slug) {
    return res.render('accounts/email-move', { ...movePage(person, council), email });
  }
  await limitPerson(String(person.id));
  await limitAddress(email);
  await startEmailChange(person, { email, council });
  res.redirect(303, '/account/email?done=asked');
});

emailRoutes.post('/account/email/removal', async (req, res) => {
  await cancelEmailChange(signedInOf(req.viewer));
  res.redirect(303, '/account/email?done=cancelled');
});

confirmationRoutes.get('/account/email/confirmations/:token', async (req, res) => {
  const change = await findLinked(req);
  const state = stateOf(change);
  if (state === 'cancelled' || state === 'expired') throw isOver[state]();
  const isSignedIn = req.viewer.kind !== 'visitor' && req.viewer.id === change.personId;
  res.set('Cache-Control', 'no-store').render('accounts/email-confirmation', {
    heading: change.waitsUntil && state === 'open' && change.side === 'old' ? aboutToChange : headings[state],
    change,
    state,
    move: moveOf(change),
    toOld: change.side === 'old',
    isSignedIn,
    action: req.path,
  });
});

confirmationRoutes.post('/account/email/confirmations/:token', async (req, res, next) => {
  const { viewer } = req;
  const change = await findLinked(req);
  const own = viewer.kind !== 'visitor' && viewer.id === change.personId ? viewer : undefined;
  const changed = await confirmEmailChange(readParameter(req.params.token), own?.sessionHash);
  if (change.waitsUntil) await carryOutLostAddress(change.id);
  if (!changed || !own) return res.redirect(303, req.path);
  // From here on it is another session: whoever had got hold of this one is out, too.
  const again = { id: own.id, signedInBy: own.signedInBy, secondStep: own.secondStepAt !== null };
  req.login(again, (error) => (error ? next(error) : res.redirect(303, req.path)));
});

confirmationRoutes.post('/account/email/confirmations/:token/removal', async (req, res) => {
  await findLinked(req);
  await refuseEmailChange(readParameter(req.params.token));
  res.redirect(303, req.path.replace(/\/removal$/, ''));
});

const headings = {
  open: 'Change your email address?',
  waiting: 'This address has said yes',
  done: 'Your email address has changed',
};

const aboutToChange = 'Your email address is about to change';

async function findLinked(req: Request) {
  const change = await findChangeByLink(readParameter(req.params.token));
  if (!change) throw isOver.unknown();
  return change;
}

const over = (title: string, message: string) => () =>
  new Refusal(410, title, message).leadingTo({ href: '/account/email', text: 'Change your email address' });

const isOver = {
  unknown: over(
    'This link does not work',
    'Check that you opened all of it. If it is more than 3 days old, begin again.',
  ),
  cancelled: over('This change was cancelled', 'Your address stays as it was. You can begin again.'),
  expired: over(
    'This link has run out',
    'It was not answered in time. Your address stays as it was. You can begin again.',
  ),
};

/** A guest may have any address; a member's is one of a council of the group. */
const councilsFor = (person: SignedIn, email: string) =>
  person.kind === 'member' ? listCouncilsOfAddress(email) : [];

type Given = z.infer<typeof newAddressForm>;

function problemOf(person: SignedIn, given: Given, possible: Council[]) {
  if (given.email === person.email) return new Map([['email', 'This is your address already']]);
  if (person.kind === 'guest') return undefined;
  if (possible.length === 0) return new Map([['email', notOfACouncil]]);
  if (!councilIn(given, possible)) return new Map([['council', 'Choose the council you work for']]);
  return undefined;
}

const notOfACouncil = `Enter an address at a London council, like name@camden.gov.uk. If your council uses another, ${whomToAsk}`;

const councilIn = ({ council }: Given, possible: Council[]) =>
  possible.length === 1 ? possible[0] : possible.find(({ slug }) => slug === council);

async function emailPage(person: SignedIn, form: ShownForm = newForm(), possible: Council[] = []) {
  const open = await findOpenChange(person.id);
  const move = open?.council && person.council && open.councilId !== person.council.id ? open.council : '';
  return {
    form,
    email: person.email,
    whomToAsk,
    open: open && { ...open, move },
    councils: possible.length > 1 ? possible.map(({ slug, name }) => ({ value: slug, text: name })) : [],
  };
}

function movePage(person: SignedIn, council: Council) {
  if (person.kind === 'guest') return {};
  const { leads, isCoordinator } = person.waitingPowers ?? person;
  return { from: person.council, to: council, isLead: leads.includes(person.council.id), isCoordinator };
}
