import { type Request, Router } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-custom';
import { config } from '../../config.ts';
import { readLocalPath, readParameter } from '../../platform/addresses.ts';
import { Refusal } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { type Council, listCouncilsOfAddress } from '../councils/queries.ts';
import { listProvidersOf } from '../identity-providers/queries.ts';
import { isHolding } from './held-posts.ts';
import { answerOutsiderLater } from './outsiders.ts';
import { linkIsOver, requireHttps, signInBy } from './sign-in.ts';
import { addressForm, findSignInLink, joiningForm, sendSignInLink, useSignInLink } from './sign-in-link.ts';
import { whyTurnedAway } from './turned-away.ts';

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
  const councils = await listCouncilsOfAddress(email);
  const back = readLocalPath(form.shown.values.back);
  const wantsLink = form.shown.values.act === 'link';
  const providers = wantsLink ? [] : await listProvidersOf(councils.map(({ id }) => id));
  if (providers.length > 0) return res.render('accounts/sign-in-ways', waysPage(email, back, providers));
  await limitNetwork(req.ip ?? '');
  await limitAddress(email);
  const isOutside = councils.length === 0;
  if (isOutside) await answerOutsiderLater(email, back);
  else await sendSignInLink(email, back);
  const mailboxHref = config.production ? '' : '/dev/mail';
  res.render('accounts/sign-in-sent', { email, isOutside, contact: config.CONTACT_EMAIL, mailboxHref });
});

/** Councils' own sign-ins for an address, as links: a form may not lead to another site. */
function waysPage(email: string, back: string, providers: { id: number; name: string }[]) {
  const query = new URLSearchParams({ back, hint: email });
  return {
    email,
    back,
    query: new URLSearchParams({ back }),
    providers: providers.map(({ id, name }) => ({ name, href: `/sign-in/providers/${id}?${query}` })),
  };
}

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

signInRoutes.post('/sign-out', (req, res, next) => {
  const leave = () => res.clearCookie('sp_session').set('Clear-Site-Data', '"cache"').redirect(303, '/');
  if (!req.session) return leave();
  req.session.destroy((error) => (error ? next(error) : leave()));
});

async function findLink(req: Request) {
  const link = await findSignInLink(readParameter(req.params.token));
  if (!link) throw req.viewer.kind === 'visitor' ? linkIsOver() : signedInAlready(req.viewer);
  const refusal = link.person && (await whyTurnedAway(link.person));
  if (refusal) throw refusal;
  return link;
}

/** Opened again from the mail, as people do: it has done what it was for. */
const signedInAlready = ({ name }: SignedIn) =>
  new Refusal(
    410,
    'You are signed in already',
    `You are signed in as ${name}. This link no longer works, and you do not need it.`,
  ).leadingTo({ href: '/', text: 'Go to the home page' });

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
