import { type Request, type Response, Router } from 'express';
import { readId, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { isAdministrator, looksAfterCouncil, memberWith } from '../../platform/powers.ts';
import { type Council, findCouncil } from '../councils/queries.ts';
import { reasonForm } from './forms.ts';
import { letBack, markAsLeft, requireMayMark, useYourOwnPage, withdrawNameOf } from './leave.ts';
import { findPersonOf, ownedBy } from './owned.ts';

/** What a council's lead, or an administrator, does about somebody who left. */
export const leavingRoutes = Router();

const path = '/councils/:slug/people/:personId/leaving';

leavingRoutes.get(path, async (req, res) => {
  const { council, person } = await findColleague(req);
  const page = await leavingPage(req, council, person, newForm());
  res.render('leaving/of-person', { ...page, done: doneIn(req, doneWords) });
});

const doneWords = {
  left: 'They are signed out everywhere, and were told by email',
  back: 'They can sign in again, and were told by email',
};

leavingRoutes.post(path, async (req, res) => {
  const { council, person, actor } = await findColleague(req);
  const reason = await readReason(req, res);
  if (!reason) return;
  await markAsLeft(actor, council, person.id, reason);
  res.redirect(303, `${addressOf(council, person)}?done=left`);
});

leavingRoutes.post(`${path}/removal`, async (req, res) => {
  const { council, person } = await findColleague(req);
  const administrator = memberWith(req.viewer, isAdministrator);
  const reason = await readReason(req, res);
  if (!reason) return;
  await letBack(administrator, council, person.id, reason);
  res.redirect(303, `${addressOf(council, person)}?done=back`);
});

leavingRoutes.post(`${path}/name`, async (req, res) => {
  const { council, person } = await findColleague(req);
  const administrator = memberWith(req.viewer, isAdministrator);
  const reason = await readReason(req, res);
  if (!reason) return;
  await withdrawNameOf(administrator, council, person.id, reason);
  res.redirect(303, `/councils/${council.slug}?done=name-taken-off`);
});

/** The reason that was given; where there is none, the page has been shown again. */
async function readReason(req: Request, res: Response): Promise<string | undefined> {
  const form = readForm(reasonForm, req.body);
  if (form.ok) return form.values.reason;
  const { council, person } = await findColleague(req);
  res.status(422).render('leaving/of-person', await leavingPage(req, council, person, form.shown));
  return undefined;
}

/** Somebody of the viewer's council, or of any where they are an administrator. Whose name is gone is nobody. */
async function findColleague(req: Request) {
  const council = await findCouncil(readParameter(req.params.slug));
  const actor = memberWith(req.viewer, looksAfterCouncil(council.id));
  const id = readId(req.params.personId);
  const person = await findPersonOf(council.id, id);
  if (id === actor.id) throw useYourOwnPage();
  await requireMayMark(actor, id);
  return { council, person, actor };
}

type Person = Awaited<ReturnType<typeof findColleague>>['person'];

const addressOf = ({ slug }: Council, { id }: Pick<Person, 'id'>) => `/councils/${slug}/people/${id}/leaving`;

async function leavingPage(req: Request, council: Council, person: Person, form: ShownForm) {
  const { topics, services, roles } = await ownedBy(person.id);
  const { id, name, leftAt } = person;
  return {
    title: leftAt ? `${name} has left` : `Mark ${name} as having left`,
    council,
    person: { id, name, leftAt },
    action: addressOf(council, person),
    owned: { count: topics.length + services.length, roles },
    form,
    can: { undo: req.viewer.kind === 'member' && req.viewer.isAdministrator },
  };
}
