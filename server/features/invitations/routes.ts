import { type Request, type Response, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { clock } from '../../platform/clock.ts';
import { readLastDay } from '../../platform/days.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { type Member, memberOf } from '../../platform/viewer.ts';
import { lastDayBefore } from '../guests/last-day.ts';
import { type FoundWorkspace, listWorkspaces } from '../workspaces/queries.ts';
import { colleaguesForm, entriesIn, formAfter, guestsForm } from './forms.ts';
import { inviteColleagues, inviteGuests, type Told } from './invite.ts';
import { listInvitationsBy } from './queries.ts';
import { sendAgain, takeBack } from './send-again.ts';

export const routes = Router();

routes.get('/account/invitations', async (req, res) => {
  const member = memberOf(req.viewer);
  const invitations = await listInvitationsBy(member);
  const can = { inviteGuests: member.isCoordinator };
  res.render('invitations/index', { invitations, can, done: doneIn(req, doneWords) });
});

const doneWords = {
  sent: 'The invitation is sent again. The link in the last one no longer works',
  'taken-back': 'The invitation is taken back. Its link no longer works',
};

routes.get('/invitations/new', (req, res) => {
  res.render('invitations/new', colleaguesPage(req, newForm()));
});

routes.post('/invitations/new', async (req, res) => {
  const form = readForm(colleaguesForm, req.body);
  if (!form.ok) return res.status(422).render('invitations/new', colleaguesPage(req, form.shown));
  const told = await inviteColleagues(memberOf(req.viewer), entriesIn(form.values), req.ip ?? '');
  showTold(res, 'invitations/new', colleaguesPage(req, formAfter(form, told)), told);
});

routes.get('/invitations/guests/new', async (req, res) => {
  const { workspaces } = await findOwnWorkspaces(req);
  res.render('invitations/new-guests', guestsPage(workspaces, newForm()));
});

routes.post('/invitations/guests/new', async (req, res) => {
  const { member, workspaces } = await findOwnWorkspaces(req);
  const form = readForm(guestsForm, req.body);
  const chosen = workspaces.filter(({ id }) => form.shown.values[fieldOf(id)] === 'yes');
  const end = readLastDay(form.shown.values, 'until');
  if (!form.ok || chosen.length === 0 || !end) {
    const shown = chosen.length > 0 ? form.shown : withoutWorkspaces(form.shown, workspaces);
    return res.status(422).render('invitations/new-guests', guestsPage(workspaces, shown));
  }
  const told = await inviteGuests(member, entriesIn(form.values), req.ip ?? '', {
    organisation: form.values.organisation ?? '',
    workspaceIds: chosen.map(({ id }) => id),
    guestUntil: lastDayBefore(end),
  });
  showTold(res, 'invitations/new-guests', guestsPage(workspaces, formAfter(form, told)), told);
});

routes.post('/invitations/:invitationId/sending', async (req, res) => {
  await sendAgain(memberOf(req.viewer), readId(req.params.invitationId), req.ip ?? '');
  res.redirect(303, '/account/invitations?done=sent');
});

routes.post('/invitations/:invitationId/removal', async (req, res) => {
  await takeBack(memberOf(req.viewer), readId(req.params.invitationId));
  res.redirect(303, '/account/invitations?done=taken-back');
});

/** The page again, with what became of each address; it is a mistake in the form where one is none. */
function showTold(res: Response, view: string, page: { form: ShownForm }, told: Told[]): void {
  const status = page.form.errors.length > 0 ? 422 : 200;
  const invited = countInvited(told);
  const done =
    status === 200 && invited > 0 && `${invited} ${invited === 1 ? 'invitation' : 'invitations'} sent`;
  res.status(status).render(view, { ...page, told, invited, done });
}

const countInvited = (told: Told[]) => told.filter(({ outcome }) => outcome === 'invited').length;

function colleaguesPage({ viewer }: Request, form: ShownForm) {
  return { form, can: { inviteGuests: memberOf(viewer).isCoordinator } };
}

/** The workspaces that this member may invite guests to. */
async function findOwnWorkspaces({ viewer }: Request) {
  const member: Member = memberWith(viewer, ({ isCoordinator }) => isCoordinator);
  const workspaces = await listWorkspaces();
  return { member, workspaces: workspaces.filter(({ id }) => coordinates(id)(member)) };
}

const aDay = 24 * 60 * 60 * 1000;

const fieldOf = (workspaceId: number) => `workspace-${workspaceId}`;

function guestsPage(workspaces: FoundWorkspace[], form: ShownForm) {
  const nameOf = ({ number, name }: FoundWorkspace) => (number ? `${number}. ${name}` : name);
  const choices = workspaces.map((workspace) => ({
    name: fieldOf(workspace.id),
    text: nameOf(workspace),
  }));
  return { form, choices, exampleDay: exampleDay() };
}

/** A day in three months, as it is typed. */
function exampleDay(): string {
  const [year, month, day] = lastDayBefore(new Date(clock.now().getTime() + 90 * aDay))
    .split('-')
    .map(Number);
  return `${day} ${month} ${year}`;
}

function withoutWorkspaces({ values, errors }: ShownForm, [first]: FoundWorkspace[]): ShownForm {
  const found = errors.map(({ field, text }): [string, string] => [field, text]);
  const before = found.filter(([field]) => !field.startsWith('until'));
  const after = found.filter(([field]) => field.startsWith('until'));
  const missing: [string, string] = [fieldOf(first?.id ?? 0), 'Choose at least one workspace'];
  return refusedForm(values, new Map([...before, missing, ...after]));
}
