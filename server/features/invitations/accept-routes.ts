import { type Request, Router } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-custom';
import { readParameter } from '../../platform/addresses.ts';
import { formatLastDay } from '../../platform/days.ts';
import { Refusal } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { requireHttps, signInBy } from '../accounts/sign-in.ts';
import { joiningForm } from '../accounts/sign-in-link.ts';
import { acceptInvitation, findInvitation } from './accept.ts';

/** Accepting proves an address, and so signs in: it is beneath /sign-in, where sessions are opened. */
export const publicRoutes = Router();

publicRoutes.get('/sign-in/invitations/:token', async (req, res) => {
  const found = await findOpen(req);
  res.set('Cache-Control', 'no-store').render('invitations/accept', acceptPage(found, newForm()));
});

publicRoutes.post('/sign-in/invitations/:token', async (req, res, next) => {
  requireHttps(req);
  const found = await findOpen(req);
  if (found.person) return signInBy('invitation', req, res, next);
  const form = readForm(joiningForm, req.body);
  const council = councilFrom(found, form.shown.values.council);
  if (!form.ok || council === undefined) {
    const shown = council === undefined ? withoutCouncil(form.shown) : form.shown;
    return res.status(422).render('invitations/accept', acceptPage(found, shown));
  }
  const { name, job } = form.values;
  res.locals.joining = { name, job, council };
  signInBy('invitation', req, res, next);
});

passport.use(
  'invitation',
  new Strategy((req, done) => {
    accept(req as Request).then((arrival) => done(null, arrival ?? false), done);
  }),
);

async function accept(req: Request) {
  const accepted = await acceptInvitation(readParameter(req.params.token), req.res?.locals.joining ?? null);
  return accepted && { ...accepted, signedInBy: 'link', secondStep: false };
}

async function findOpen(req: Request) {
  const found = await findInvitation(readParameter(req.params.token));
  if (!found) throw invitationIsOver();
  return found;
}

type Found = Awaited<ReturnType<typeof findOpen>>;

const invitationIsOver = () =>
  new Refusal(
    410,
    'This invitation no longer works',
    'An invitation works once, for seven days. If you were sent another, use the newest; or ask whoever invited you to send it again.',
  ).leadingTo({ href: '/sign-in', text: 'Sign in, if you have joined already' });

/** The council they join: chosen where it could be more than one, and none for a guest. */
function councilFrom({ kind, councils: [only, ...others], councils }: Found, slug: string | undefined) {
  if (kind === 'guest') return null;
  return others.length === 0 ? only : councils.find((council) => council.slug === slug);
}

function acceptPage(found: Found, form: ShownForm) {
  const { kind, email, organisation, inviter, person, councils, workspaces, endsAt } = found;
  const choice = kind === 'colleague' && !person && councils.length > 1 ? councils : [];
  return {
    form,
    email,
    organisation,
    inviter,
    workspaces,
    isGuest: kind === 'guest',
    lastDay: endsAt ? formatLastDay(endsAt) : '',
    isNew: !person,
    heading: person ? `Sign in as ${person.name}` : `${inviter.name} invites you`,
    councils: choice.map(({ slug, name }) => ({ value: slug, text: name })),
  };
}

function withoutCouncil({ values, errors }: ShownForm): ShownForm {
  const found = new Map(errors.map(({ field, text }) => [field, text]));
  return refusedForm(values, found.set('council', 'Choose the council you work for'));
}
