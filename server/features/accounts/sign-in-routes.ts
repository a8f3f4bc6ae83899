import { type NextFunction, type Request, type Response, Router } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-custom';
import { config } from '../../config.ts';
import { readLocalPath, readParameter } from '../../platform/addresses.ts';
import { Refusal } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import type { SignedInBy } from '../../platform/viewer.ts';
import { type Council, listCouncilsOfAddress } from '../councils/queries.ts';
import { isHolding, takeHeldPost } from './held-posts.ts';
import { addressForm, findSignInLink, joiningForm, sendSignInLink, useSignInLink } from './sign-in-link.ts';
import { findSignedIn } from './viewers.ts';

export const signInRoutes = Router();

const limitAddress = limitTo({ name: 'sign-in-address', points: 5, duration: 15 * 60 });
const limitNetwork = limitTo({ name: 'sign-in-network', points: 60, duration: 15 * 60 });

signInRoutes.get('/sign-in', (req, res) => {
  if (req.viewer.kind !== 'visitor') return res.redirect(303, readLocalPath(req.query.back));
  res.render('accounts/sign-in', signInPage(req, newForm()));
});

signInRoutes.post('/sign-in', async (req, res) => {
  requireHttps(req);
  const form = readForm(addressForm, req.body);
  if (!form.ok) return res.status(422).render('accounts/sign-in', signInPage(req, form.shown));
  const { email } = form.values;
  if ((await listCouncilsOfAddress(email)).length === 0) {
    const refused = refusedForm(form.shown.values, new Map([['email', notOfACouncil]]));
    return res.status(422).render('accounts/sign-in', signInPage(req, refused));
  }
  await limitNetwork(req.ip ?? '');
  await limitAddress(email);
  await sendSignInLink(email, readLocalPath(form.shown.values.back));
  res.render('accounts/sign-in-sent', { email, mailboxHref: config.production ? '' : '/dev/mail' });
});

const notOfACouncil =
  'Enter an address at a London council, like name@camden.gov.uk. If your council uses another, tell a coordinator';

signInRoutes.get('/sign-in/links/:token', async (req, res) => {
  const link = await findLink(req);
  res.set('Cache-Control', 'no-store').render('accounts/sign-in-confirm', confirmPage(req, link, newForm()));
});

signInRoutes.post('/sign-in/links/:token', async (req, res, next) => {
  requireHttps(req);
  const link = await findLink(req);
  const form = readForm(joiningForm, req.body);
  const council =
    link.councils.find(({ slug }) => slug === form.shown.values.council) ?? onlyOne(link.councils);
  if (!link.person && (!form.ok || !council)) {
    const shown = council ? form.shown : withoutCouncil(form.shown);
    return res.status(422).render('accounts/sign-in-confirm', confirmPage(req, link, shown));
  }
  res.locals.joining = link.person || !form.ok || !council ? null : { ...form.values, council };
  signInBy('sign-in-link', req, res, next);
});

passport.use(
  'sign-in-link',
  new Strategy(async (req, done) => {
    const token = readParameter(req.params.token);
    useSignInLink(token, (req as Request).res?.locals.joining).then(
      (person) => done(null, person ? { ...person, signedInBy: 'link', secondStep: false } : false),
      done,
    );
  }),
);

/** Whom a strategy vouches for, and where they wanted to be. */
export interface Arrival {
  id: number;
  returnTo: string;
  signedInBy: SignedInBy;
  secondStep: boolean;
}

/** Signs in whoever the strategy vouches for; then goes on with what they had sent, or to where they wanted to be. */
export function signInBy(strategy: string, req: Request, res: Response, next: NextFunction): void {
  passport.authenticate(strategy, (error: unknown, user: Arrival | false) => {
    if (error) return next(error);
    if (!user) return next(linkIsOver());
    req.login(user, async (failed) => {
      if (failed) return next(failed);
      const held = await takeHeldPost(req, res, user.id);
      if (!held) return res.redirect(303, readLocalPath(user.returnTo));
      req.viewer = (await findSignedIn(user.id, user)) ?? req.viewer;
      Object.assign(req, { url: held.path, originalUrl: held.path, body: held.body });
      next();
    });
  })(req, res, next);
}

signInRoutes.post('/sign-out', (req, res, next) => {
  const leave = () => res.clearCookie('sp_session').set('Clear-Site-Data', '"cache"').redirect(303, '/');
  if (!req.session) return leave();
  req.session.destroy((error) => (error ? next(error) : leave()));
});

/** In production browsers are told to keep no cookie from elsewhere: the link would be used up, and nobody signed in. */
function requireHttps({ secure }: Request): void {
  if (secure || !config.production) return;
  throw new Refusal(
    403,
    'You cannot sign in at this address',
    'Open the address that begins with https://. If this one does, tell whoever runs the service to set TRUST_PROXY.',
  );
}

async function findLink(req: Request) {
  const link = await findSignInLink(readParameter(req.params.token));
  if (!link) throw linkIsOver();
  return link;
}

const linkIsOver = () =>
  new Refusal(410, 'This link no longer works', 'A sign-in link works once, for 15 minutes.');

function signInPage(req: Request, form: ShownForm) {
  const back = readLocalPath(form.values.back ?? req.query.back);
  return {
    form,
    back,
    waiting: isHolding(req),
    signedOut: req.query.signedOut === 'yes',
    devHref: devHref(back),
  };
}

const devHref = (back: string) => (config.production ? '' : `/dev/sign-in?${new URLSearchParams({ back })}`);

type Link = Awaited<ReturnType<typeof findLink>>;

function confirmPage(req: Request, { email, person, councils }: Link, form: ShownForm) {
  return {
    form,
    email,
    action: req.originalUrl,
    isNew: !person,
    heading: person ? `Sign in as ${person.name}` : 'Tell the group who you are',
    councils: councils.length > 1 ? councils.map(({ slug, name }) => ({ value: slug, text: name })) : [],
  };
}

const onlyOne = (councils: Council[]) => (councils.length === 1 ? councils[0] : undefined);

function withoutCouncil({ values, errors }: ShownForm): ShownForm {
  const found = new Map(errors.map(({ field, text }) => [field, text]));
  return refusedForm(values, found.set('council', 'Choose the council you work for'));
}
