import { type Request, Router } from 'express';
import { readLocalPath } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { requireHttps, signIn } from '../accounts/sign-in.ts';
import { addPasskey } from './add-passkey.ts';
import { adding, findNeeded, refuseUnlessReady } from './adding.ts';
import { addForm, nameForm } from './forms.ts';
import { addOptions } from './options.ts';
import { canRemove } from './policy.ts';
import { findPasskeyFor, listPasskeysOf } from './queries.ts';
import { relyingPartyOf } from './relying-party.ts';
import { removePasskey } from './remove-passkey.ts';
import { renamePasskey } from './rename-passkey.ts';
import { ownPasskeyFirst } from './second-step.ts';

/** One's own passkeys. */
export const accountRoutes = Router();

const limitAdding = limitTo({ name: 'passkey-adding', points: 60, duration: 15 * 60 });

accountRoutes.get('/account/passkeys', async (req, res) => {
  res.render('passkeys/index', { ...(await listPage(req)), done: doneIn(req, doneWords) });
});

const doneWords = {
  added: 'You have added a passkey',
  renamed: 'You have renamed a passkey',
  removed: 'You have removed a passkey',
};

accountRoutes.get('/account/passkeys/welcome', async (req, res) => {
  res.render('passkeys/welcome', await adding(req, readLocalPath(req.query.back)));
});

accountRoutes.post('/account/passkeys/options', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  // Asked before the device makes a passkey, which it would keep if its name were refused afterwards.
  const form = readForm(nameForm, req.body);
  if (!form.ok) return res.status(422).render('passkeys/index', await listPage(req, form.shown));
  refuseUnlessReady(await findNeeded(viewer));
  await limitAdding(String(viewer.id));
  res.json(await addOptions(viewer, relyingPartyOf(req)));
});

accountRoutes.post('/account/passkeys', async (req, res, next) => {
  requireHttps(req);
  const viewer = signedInOf(req.viewer);
  const form = readForm(addForm, req.body);
  if (!form.ok) return res.status(422).render('passkeys/index', await listPage(req, form.shown));
  refuseUnlessReady(await findNeeded(viewer));
  await limitAdding(String(viewer.id));
  if (!(await addPasskey(viewer, relyingPartyOf(req), form.values))) {
    const refused = refusedForm(form.shown.values, new Map([['passkey', notAdded]]));
    return res.status(422).render('passkeys/index', await listPage(req, refused));
  }
  const returnTo = readLocalPath(form.shown.values.back, '/account/passkeys?done=added');
  signIn(
    { id: viewer.id, returnTo, signedInBy: viewer.signedInBy ?? 'passkey', secondStep: true },
    req,
    res,
    next,
  );
});

const notAdded = 'The passkey was not added. Add it again, within 5 minutes';

accountRoutes.get('/account/passkeys/:passkeyId/name', async (req, res) => {
  const passkey = await findOwn(req);
  res.render('passkeys/rename', { passkey, form: newForm({ name: passkey.name }) });
});

accountRoutes.post('/account/passkeys/:passkeyId/name', async (req, res) => {
  const passkey = await findOwn(req);
  const form = readForm(nameForm, req.body);
  if (!form.ok) return res.status(422).render('passkeys/rename', { passkey, form: form.shown });
  await renamePasskey(signedInOf(req.viewer), passkey.id, form.values.name);
  res.redirect(303, '/account/passkeys?done=renamed');
});

accountRoutes.get('/account/passkeys/:passkeyId/removal', async (req, res) => {
  const passkey = await findOwn(req);
  const viewer = signedInOf(req.viewer);
  if (!canRemove(viewer)) throw ownPasskeyFirst(req.originalUrl);
  const isLast = (await listPasskeysOf(viewer.id)).length === 1;
  res.render('passkeys/remove', { passkey, isLast });
});

accountRoutes.post('/account/passkeys/:passkeyId/removal', async (req, res) => {
  const passkey = await findOwn(req);
  await removePasskey(signedInOf(req.viewer), passkey.id);
  res.redirect(303, '/account/passkeys?done=removed');
});

const findOwn = (req: Request) => findPasskeyFor(signedInOf(req.viewer), req.params.passkeyId);

async function listPage(req: Request, refused?: ShownForm) {
  const { form, ...toAdd } = await adding(req, readLocalPath(refused?.values.back, ''));
  const viewer = signedInOf(req.viewer);
  return {
    ...toAdd,
    form: refused ?? form,
    passkeys: await listPasskeysOf(viewer.id),
    can: { remove: canRemove(viewer) },
  };
}
