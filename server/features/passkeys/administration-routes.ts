import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { reasonForm } from './forms.ts';
import { findOwner, listPasskeysOf } from './queries.ts';
import { removePasskeysOf } from './remove-passkeys-of.ts';

/** The passkeys of somebody who lost theirs. */
export const administrationRoutes = Router();

administrationRoutes.get('/administration/people/:personId/passkeys', async (req, res) => {
  res.render('passkeys/remove-all', { ...(await page(req, newForm())), done: doneIn(req, doneWords) });
});

const doneWords = { removed: 'The passkeys were removed, and their owner was told by email' };

administrationRoutes.post('/administration/people/:personId/passkeys/removal', async (req, res) => {
  const shown = await page(req, newForm());
  const form = readForm(reasonForm, req.body);
  if (!form.ok) return res.status(422).render('passkeys/remove-all', { ...shown, form: form.shown });
  await removePasskeysOf(req.viewer, shown.owner.id, form.values.reason);
  res.redirect(303, `${shown.address}?done=removed`);
});

async function page(req: Request, form: ShownForm) {
  const owner = await findOwner(req.viewer, readId(req.params.personId));
  const address = `/administration/people/${owner.id}/passkeys`;
  return { form, owner, address, passkeys: await listPasskeysOf(owner.id) };
}
