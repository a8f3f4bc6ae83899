import { type Request, Router } from 'express';
import { readLocalPath, readReferer } from '../../platform/addresses.ts';
import { readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { secondStepAddress } from '../../platform/powers.ts';
import { type SignedIn, signedInOf } from '../../platform/viewer.ts';
import { requireHttps, signIn } from '../accounts/sign-in.ts';
import { listProvidersOf } from '../identity-providers/queries.ts';
import { adding } from './adding.ts';
import { answerForm } from './forms.ts';
import { secondStepOptions } from './options.ts';
import { hasPasskey } from './queries.ts';
import { relyingPartyOf } from './relying-party.ts';
import { secondStepFor } from './second-step.ts';
import { usePasskey } from './use-passkey.ts';

/** The page of the second step, which leads strangers to signing in. */
export const secondStepPage = Router();
/** Taking it, when signed in. */
export const secondStepRoutes = Router();

const limitPerson = limitTo({ name: 'passkey-person', points: 60, duration: 15 * 60 });

secondStepPage.get('/sign-in/second-step', async (req, res) => {
  const back = whereTo(req);
  if (req.viewer.kind === 'visitor')
    return res.redirect(303, `/sign-in?${new URLSearchParams({ back: secondStepFor(back) })}`);
  if (req.viewer.secondStepAt) return res.redirect(303, back);
  res.render('passkeys/second-step', await page(req, back));
});

/** Never this page again: whoever has taken the step would be led from it to itself, without end. */
function whereTo({ query, headers }: Request): string {
  const back = query.back === undefined ? readReferer(headers.referer) : readLocalPath(query.back);
  return back.startsWith(secondStepAddress) ? '/' : back;
}

secondStepRoutes.post('/sign-in/second-step/options', async (req, res) => {
  const person = signedInOf(req.viewer);
  await limitPerson(String(person.id));
  res.json(await secondStepOptions(person, relyingPartyOf(req)));
});

secondStepRoutes.post('/sign-in/second-step', async (req, res, next) => {
  requireHttps(req);
  const { id: personId } = signedInOf(req.viewer);
  await limitPerson(String(personId));
  const { shown } = readForm(answerForm, req.body);
  const back = readLocalPath(shown.values.back);
  const asked = { purpose: 'second-step', personId } as const;
  const id = await usePasskey(relyingPartyOf(req), shown.values.credential ?? '', asked);
  if (!id) {
    const refused = refusedForm({}, new Map([['passkey', didNotWork]]));
    return res.status(422).render('passkeys/second-step', await page(req, back, refused));
  }
  signIn({ id, returnTo: back, signedInBy: 'passkey', secondStep: true }, req, res, next);
});

const didNotWork = 'That passkey did not work. Try again: it has to be one of yours, within 5 minutes';

async function page(req: Request, back: string, refused?: ShownForm) {
  const viewer = signedInOf(req.viewer);
  const { form, ...toAdd } = await adding(req, back);
  return {
    ...toAdd,
    form: refused ?? form,
    hasPasskey: await hasPasskey(viewer.id),
    holdsRole: viewer.kind === 'member' && viewer.waitingPowers !== null,
    providers: await providersOf(viewer, back),
  };
}

async function providersOf({ council }: SignedIn, back: string) {
  const found = await listProvidersOf(council ? [council.id] : []);
  const query = new URLSearchParams({ back });
  return found.map(({ id, name }) => ({ name, href: `/sign-in/providers/${id}?${query}` }));
}
