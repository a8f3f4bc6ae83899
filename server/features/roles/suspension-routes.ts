import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { readLastDay } from '../../platform/days.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { newForm, readForm } from '../../platform/forms.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import { reasonForm, suspensionForm } from './forms.ts';
import { liftSuspension } from './lift-suspension.ts';
import { findPersonToAdminister } from './people-queries.ts';
import { whyNotSuspend } from './policy.ts';
import { findStanding } from './queries.ts';
import { stateOf } from './shown.ts';
import { suspendPerson } from './suspend-person.ts';

export const suspensionRoutes = Router();

suspensionRoutes.get('/administration/people/:personId/suspension', async (req, res) => {
  const person = await findToSuspend(req);
  res.render('roles/suspend', { person, action: req.path, form: newForm() });
});

suspensionRoutes.post('/administration/people/:personId/suspension', async (req, res) => {
  const person = await findToSuspend(req);
  const form = readForm(suspensionForm, req.body);
  if (!form.ok)
    return res.status(422).render('roles/suspend', { person, action: req.path, form: form.shown });
  const until = readLastDay(form.values, 'until') ?? null;
  await suspendPerson(req.viewer, person.id, { until, reason: form.values.reason });
  res.redirect(303, `/administration/people/${person.id}?done=suspended`);
});

suspensionRoutes.get('/administration/people/:personId/suspension/removal', async (req, res) => {
  const person = await findSuspended(req);
  res.render('roles/lift-suspension', { person, action: req.path, form: newForm() });
});

suspensionRoutes.post('/administration/people/:personId/suspension/removal', async (req, res) => {
  const person = await findSuspended(req);
  const form = readForm(reasonForm, req.body);
  if (!form.ok)
    return res.status(422).render('roles/lift-suspension', { person, action: req.path, form: form.shown });
  await liftSuspension(req.viewer, person.id, form.values.reason);
  res.redirect(303, `/administration/people/${person.id}?done=lifted`);
});

async function findPerson(req: Request) {
  const found = await findPersonToAdminister(readId(req.params.personId));
  if (!found) throw notFound();
  return found;
}

async function findToSuspend(req: Request) {
  const { id } = memberWith(req.viewer, isAdministrator);
  const person = await findPerson(req);
  const standing = await findStanding(person.id);
  const whyNot = standing && whyNotSuspend({ id }, standing);
  if (whyNot) throw notAllowed(whyNot);
  const isAnAdministrator = person.roles.some(({ role }) => role === 'administrator');
  return { ...person, isAdministrator: isAnAdministrator, state: stateOf(person) };
}

async function findSuspended(req: Request) {
  memberWith(req.viewer, isAdministrator);
  const person = await findPerson(req);
  if (!person.suspendedAt) throw notFound();
  return { ...person, state: stateOf(person) };
}
