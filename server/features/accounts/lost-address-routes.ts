import { type Request, Router } from 'express';
import { z } from 'zod';
import { readId, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm, textField } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { looksAfterCouncil, memberWith } from '../../platform/powers.ts';
import { type Council, findCouncil, listCouncilsOfAddress } from '../councils/queries.ts';
import { isAdministrator } from '../roles/policy.ts';
import { findStanding, listGrantsOf } from '../roles/queries.ts';
import { changeLostAddress, lostAddressPage, requireMayChange } from './change-lost-address.ts';
import { findOpenChange } from './email-change.ts';
import { canGiveAddressAt } from './policy.ts';
import { addressField } from './sign-in-link.ts';
import { stopLostAddress } from './stop-lost-address.ts';

/** What a council's lead, or an administrator, does for a colleague who lost their old address. */
export const lostAddressRoutes = Router();

const limitPerson = limitTo({ name: 'lost-address', points: 10, duration: 60 * 60 });
const limitAddress = limitTo({ name: 'email-change-address', points: 5, duration: 60 * 60 });

const lostAddressForm = z.object({
  email: addressField('Enter their new email address'),
  council: textField('Council', { max: 100 }),
  reason: textField('Reason', { missing: 'Say why', max: 200 }),
});

const path = '/councils/:slug/people/:personId/address';

lostAddressRoutes.get(path, async (req, res) => {
  res.render('accounts/lost-address', {
    ...(await lostAddress(req, newForm())),
    done: doneIn(req, doneWords),
  });
});

const doneWords = {
  begun: 'We have sent an email to both addresses',
  stopped: 'Their address stays as it is',
};

lostAddressRoutes.post(path, async (req, res) => {
  const { council, person, actor, holder } = await findColleague(req);
  const form = readForm(lostAddressForm, req.body);
  const possible = form.ok
    ? (await listCouncilsOfAddress(form.values.email)).filter(({ id }) =>
        canGiveAddressAt(holder, council.id, id),
      )
    : [];
  const to = form.ok ? councilAmong(possible, council, form.values.council) : undefined;
  const problem = form.ok ? problemOf(form.values.email, person, council, possible, to) : undefined;
  if (!form.ok || problem || !to) {
    const shown = problem ? refusedForm(form.shown.values, problem) : form.shown;
    return res.status(422).render('accounts/lost-address', await lostAddress(req, shown, to ? [] : possible));
  }
  await limitPerson(String(actor.id));
  await limitAddress(form.values.email);
  await changeLostAddress(actor, council, person.id, { ...form.values, to });
  res.redirect(303, `${lostAddressPage(council, person.id)}?done=begun`);
});

lostAddressRoutes.post(`${path}/removal`, async (req, res) => {
  const { council, person, actor } = await findColleague(req);
  await stopLostAddress(actor, council, person.id);
  res.redirect(303, `${lostAddressPage(council, person.id)}?done=stopped`);
});

async function findColleague(req: Request) {
  const council = await findCouncil(readParameter(req.params.slug));
  const actor = memberWith(req.viewer, looksAfterCouncil(council.id));
  const person = await findStanding(readId(req.params.personId));
  if (person?.councilId !== council.id) throw notFound();
  const holder = { id: actor.id, grants: await listGrantsOf(actor.id) };
  await requireMayChange(holder, person);
  return { council, person, actor, holder };
}

type Person = Awaited<ReturnType<typeof findColleague>>['person'];

/** Theirs where the address can be of it, as most are. */
const councilAmong = (possible: Council[], own: Council, chosen: string) =>
  possible.find(({ id }) => id === own.id) ??
  (possible.length === 1 ? possible[0] : possible.find(({ slug }) => slug === chosen));

function problemOf(email: string, person: Person, council: Council, possible: Council[], to?: Council) {
  if (email === person.email) return new Map([['email', 'This is their address already']]);
  if (to) return undefined;
  if (possible.length > 1) return new Map([['council', 'Choose the council that they work for']]);
  return new Map([
    ['email', `Enter an address at ${council.name}, like the ones that its people sign in with`],
  ]);
}

async function lostAddress(req: Request, form: ShownForm, possible: Council[] = []) {
  const { council, person, holder } = await findColleague(req);
  const open = await findOpenChange(person.id);
  const { id, name, email } = person;
  const holdsRoles = (await listGrantsOf(id)).length > 0;
  return {
    title: open?.begunBy ? `The address of ${name} is about to change` : `Change the address of ${name}`,
    council,
    person: { id, name, email, holdsRoles },
    action: lostAddressPage(council, id),
    form,
    open: open?.begunBy ? { ...open, move: open.councilId === council.id ? '' : open.council } : undefined,
    councils: possible.map(({ slug, name }) => ({ value: slug, text: name })),
    emailHint: `At ${council.name}${isAdministrator(holder) ? ', or at another council that they have moved to' : ''}.`,
  };
}
