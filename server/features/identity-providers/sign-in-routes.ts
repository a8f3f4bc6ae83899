import { type NextFunction, type Request, type Response, Router } from 'express';
import passport from 'passport';
import { readId, readLocalPath, readParameter } from '../../platform/addresses.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { requireHttps, signIn } from '../accounts/sign-in.ts';
import { addressForm, joiningForm } from '../accounts/sign-in-link.ts';
import { findMember } from '../accounts/viewers.ts';
import { hasSecondStep } from './claims.ts';
import { failed, inWords, type Where } from './failures.ts';
import { joinByProvider } from './join-by-provider.ts';
import { attemptAt, strategyFor, type Vouched } from './provider-strategy.ts';
import { findProvider, type Provider } from './queries.ts';
import { recognise } from './recognise.ts';

declare module 'express-session' {
  interface SessionData {
    /** Somebody who is on the way through a provider. */
    atProvider?: { id: number; returnTo: string; askedForSecondStep: boolean };
    /** Somebody new whom a provider has vouched for, until they have said who they are. */
    joining?: {
      providerId: number;
      subject: string;
      email: string;
      name: string;
      secondStep: boolean;
      returnTo: string;
    };
  }
}

export const signInRoutes = Router();

// A whole council may come from one address.
const limitNetwork = limitTo({ name: 'provider-network', points: 300, duration: 15 * 60 });
const waysLast = 15 * 60 * 1000;

signInRoutes.get('/sign-in/providers/:providerId', async (req, res, next) => {
  requireHttps(req);
  const provider = await findProvider(readId(req.params.providerId));
  await limitNetwork(req.ip ?? '');
  const returnTo = readLocalPath(req.query.back);
  const { viewer } = req;
  const waits = viewer.kind === 'member' && viewer.waitingPowers !== null;
  const secondStep = waits && provider.secondStepAcr !== '';
  if (viewer.kind === 'visitor') req.session.cookie.maxAge = waysLast;
  req.session.atProvider = { id: provider.id, returnTo, askedForSecondStep: secondStep };
  const fail = (error: unknown) => next(inWords(error, { provider, returnTo }));
  const strategy = await strategyFor(provider, { loginHint: hintFrom(req), secondStep }).catch(fail);
  if (strategy) passport.authenticate(strategy, fail)(req, res, next);
});

/** The address that somebody gave on the page before; for whoever is signed in already, their own. */
function hintFrom({ viewer, query }: Request): string | undefined {
  if (viewer.kind !== 'visitor') return viewer.email;
  return addressForm.safeParse({ email: readParameter(query.hint) }).data?.email;
}

signInRoutes.get('/sign-in/providers/:providerId/callback', async (req, res, next) => {
  requireHttps(req);
  const provider = await findProvider(readId(req.params.providerId));
  await limitNetwork(req.ip ?? '');
  const { atProvider } = req.session;
  const way = atProvider?.id === provider.id ? atProvider : undefined;
  const where = { provider, returnTo: way?.returnTo ?? '/' };
  const attempt = req.session[attemptAt(provider.id)];
  delete req.session.atProvider;
  if (!way || !attempt?.state || attempt.state !== req.query.state) {
    delete req.session[attemptAt(provider.id)];
    throw failed('over', where);
  }
  const { subject, claims } = await vouchedBy(where, req, res).catch((error) => {
    throw inWords(error, where);
  });
  const secondStep = hasSecondStep(claims, provider);
  const found = await recognise(provider, subject, claims.email);
  if (found.who === 'new') {
    const { email } = found;
    const { returnTo } = where;
    return letJoin(req, res, next, {
      providerId: provider.id,
      subject,
      email,
      name: claims.name,
      secondStep,
      returnTo,
    });
  }
  if (found.who !== 'known') throw failed(found.who, where);
  const again = !secondStep && !way.askedForSecondStep && (await mayGiveSecondStep(provider, found.personId));
  const returnTo = again
    ? `/sign-in/providers/${provider.id}?${new URLSearchParams({ back: where.returnTo })}`
    : where.returnTo;
  signIn({ id: found.personId, returnTo, signedInBy: 'provider', secondStep }, req, res, next);
});

/** What the provider says of whoever has come back from it. */
async function vouchedBy(where: Where, req: Request, res: Response): Promise<Vouched> {
  const strategy = await strategyFor(where.provider);
  return new Promise((tell, refuse) => {
    passport.authenticate(strategy, (error: unknown, vouched: Vouched | false) => {
      if (vouched) return tell(vouched);
      refuse(error ?? failed('denied', where));
    })(req, res, refuse);
  });
}

/**
 * Only now, when the provider has said who they are, is it asked for a second step: before, that would tell anybody who
 * gives an address whether its holder has a role here.
 */
async function mayGiveSecondStep(provider: Provider, personId: number): Promise<boolean> {
  if (provider.secondStepAcr === '') return false;
  return (await findMember(personId))?.waitingPowers != null;
}

type Joining = NonNullable<Request['session']['joining']>;

/** In a session of its own: one that somebody planted in this browser before must not be told who came back. */
function letJoin(req: Request, res: Response, next: NextFunction, joining: Joining): void {
  req.session.regenerate((error) => {
    if (error) return next(error);
    req.session.cookie.maxAge = waysLast;
    req.session.joining = joining;
    res.redirect(303, `/sign-in/providers/${joining.providerId}/joining`);
  });
}

signInRoutes.get('/sign-in/providers/:providerId/joining', async (req, res) => {
  const { joining } = await findJoining(req);
  res
    .set('Cache-Control', 'no-store')
    .render('accounts/sign-in-confirm', joiningPage(req, joining, newForm({ name: joining.name })));
});

signInRoutes.post('/sign-in/providers/:providerId/joining', async (req, res, next) => {
  requireHttps(req);
  const { provider, joining } = await findJoining(req);
  const form = readForm(joiningForm, req.body);
  if (!form.ok)
    return res.status(422).render('accounts/sign-in-confirm', joiningPage(req, joining, form.shown));
  const { name, job } = form.values;
  const { subject, email, secondStep, returnTo } = joining;
  const { id } = await joinByProvider(provider, { subject, email, name, job, returnTo });
  signIn({ id, returnTo, signedInBy: 'provider', secondStep, isNew: true }, req, res, next);
});

/** Somebody new who has come back from this provider a short while ago. */
async function findJoining(req: Request) {
  const provider = await findProvider(readId(req.params.providerId));
  const { joining } = req.session;
  if (joining?.providerId !== provider.id) throw failed('over', { provider, returnTo: '/' });
  return { provider, joining };
}

const joiningPage = (req: Request, { email }: Joining, form: ShownForm) => ({
  form,
  email,
  action: req.originalUrl,
  isNew: true,
  heading: 'Join through your council’s sign-in',
  councils: [],
});
