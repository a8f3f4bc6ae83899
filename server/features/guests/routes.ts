import { type Request, Router } from 'express';
import { readId, readParameter } from '../../platform/addresses.ts';
import { formatLastDay, readLastDay } from '../../platform/days.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm } from '../../platform/forms.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { listInvitedTo } from '../invitations/queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { changeLastDay, endAccess } from './end-access.ts';
import { endDateForm, reasonForm } from './forms.ts';
import { endOfDay, lastDayBefore } from './last-day.ts';
import { findGuestOf, listGuestsOf } from './queries.ts';

export const guestRoutes = Router();

guestRoutes.get('/workspaces/:slug/guests', async (req, res) => {
  const workspace = await findCoordinated(req);
  const [guests, invited] = await Promise.all([listGuestsOf(workspace.id), listInvitedTo(workspace.id)]);
  res.render('guests/index', {
    workspace,
    guests,
    invited: invited.map(({ guestUntil, ...invitation }) => ({
      ...invitation,
      lastDay: guestUntil ? formatLastDay(endOfDay(guestUntil)) : '',
    })),
    done: doneIn(req, doneWords),
  });
});

const doneWords = {
  changed: 'Their last day is changed, and they were told by email',
  ended: 'They are no longer a guest here, and were told by email',
};

guestRoutes.get('/workspaces/:slug/guests/:personId/end-date', async (req, res) => {
  const { workspace, guest } = await findGuest(req);
  const [year = '', month = '', day = ''] = lastDayBefore(guest.endsAt)
    .split('-')
    .map((part) => part.replace(/^0/, ''));
  const form = newForm({ 'until-day': day, 'until-month': month, 'until-year': year });
  res.render('guests/end-date', { workspace, guest, form });
});

guestRoutes.post('/workspaces/:slug/guests/:personId/end-date', async (req, res) => {
  const { workspace, guest } = await findGuest(req);
  const form = readForm(endDateForm, req.body);
  const endsAt = readLastDay(form.shown.values, 'until');
  if (!form.ok || !endsAt) {
    return res.status(422).render('guests/end-date', { workspace, guest, form: form.shown });
  }
  await changeLastDay(req.viewer, workspace, guest.id, { endsAt, reason: form.values.reason });
  res.redirect(303, `/workspaces/${workspace.slug}/guests?done=changed`);
});

guestRoutes.get('/workspaces/:slug/guests/:personId/ending', async (req, res) => {
  res.render('guests/ending', { ...(await findGuest(req)), form: newForm() });
});

guestRoutes.post('/workspaces/:slug/guests/:personId/ending', async (req, res) => {
  const { workspace, guest } = await findGuest(req);
  const form = readForm(reasonForm, req.body);
  if (!form.ok) return res.status(422).render('guests/ending', { workspace, guest, form: form.shown });
  await endAccess(req.viewer, workspace, guest.id, form.values.reason);
  res.redirect(303, `/workspaces/${workspace.slug}/guests?done=ended`);
});

/** The workspace, for its coordinators. */
async function findCoordinated(req: Request) {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  memberWith(req.viewer, coordinates(workspace.id));
  return workspace;
}

async function findGuest(req: Request) {
  const workspace = await findCoordinated(req);
  return { workspace, guest: await findGuestOf(workspace.id, readId(req.params.personId)) };
}
