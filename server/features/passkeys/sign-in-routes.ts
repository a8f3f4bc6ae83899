import { Router } from 'express';
import { readLocalPath } from '../../platform/addresses.ts';
import { Refusal } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { requireHttps, signIn } from '../accounts/sign-in.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { answerForm } from './forms.ts';
import { signInOptions } from './options.ts';
import { relyingPartyOf } from './relying-party.ts';
import { usePasskey } from './use-passkey.ts';
import { whyNotSignedIn } from './why-not.ts';

/** Signing in by a passkey. */
export const signInRoutes = Router();

const limitNetwork = limitTo({ name: 'passkey-network', points: 240, duration: 15 * 60 });

signInRoutes.post('/sign-in/passkey/options', async (req, res) => {
  await limitNetwork(req.ip ?? '');
  res.json(await signInOptions(relyingPartyOf(req)));
});

signInRoutes.post('/sign-in/passkey', async (req, res, next) => {
  requireHttps(req);
  await limitNetwork(req.ip ?? '');
  const form = readForm(answerForm, req.body);
  const { credential = '', back } = form.shown.values;
  const returnTo = readLocalPath(back);
  const asked = { purpose: 'sign-in', personId: null } as const;
  const id = await usePasskey(relyingPartyOf(req), credential, asked);
  if (!id) throw didNotWork(returnTo);
  if (!(await findSignedIn(id))) throw await whyNotSignedIn(id);
  signIn({ id, returnTo, signedInBy: 'passkey', secondStep: true }, req, res, next);
});

const didNotWork = (back: string) =>
  new Refusal(
    422,
    'That passkey did not work',
    'It may have been removed here, or it took longer than 5 minutes. Try again, or have a link sent to your work email address.',
  ).leadingTo({ href: `/sign-in?${new URLSearchParams({ back })}`, text: 'Sign in' });
