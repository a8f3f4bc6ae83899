import { type Request, Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { memberOf } from '../../platform/viewer.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { actorWho } from './acting.ts';
import { readPerson } from './chosen-person.ts';
import { personForm } from './forms.ts';
import { giveRole, notYours } from './give-role.ts';
import { canGive, type Role } from './policy.ts';
import { listCoordinatorsOf, listGrantsOf } from './queries.ts';
import { shownRole } from './shown.ts';

/** Who coordinates a workspace: for members to see, and for some to change. */
export const coordinatorRoutes = Router();

coordinatorRoutes.get('/workspaces/:slug/coordinators', async (req, res) => {
  const done = doneIn(req, { added: 'They coordinate this workspace now, and were told by email' });
  res.render('roles/coordinators', { ...(await coordinatorsPage(req, newForm())), done });
});

coordinatorRoutes.post('/workspaces/:slug/coordinators', async (req, res) => {
  const role = roleIn(await findWorkspace(readParameter(req.params.slug)));
  const giver = await actorWho((holder) => canGive(holder, role), req.viewer, undefined, notYours);
  const form = readForm(personForm, req.body);
  const { person, shown } = await readPerson(form.shown, giver, role);
  if (!form.ok || !person)
    return res.status(422).render('roles/coordinators', await coordinatorsPage(req, shown));
  await giveRole(req.viewer, person.id, [role], form.values.reason);
  res.redirect(303, `${req.path}?done=added`);
});

async function coordinatorsPage(req: Request, form: ShownForm) {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  const { id, waitingPowers } = memberOf(req.viewer);
  const [coordinators, grants] = await Promise.all([listCoordinatorsOf(workspace.id), listGrantsOf(id)]);
  const viewer = { id, grants };
  return {
    workspace,
    coordinators: coordinators.map((grant) => shownRole(grant, viewer)),
    form,
    action: req.path,
    can: { give: !waitingPowers && canGive(viewer, roleIn(workspace)) },
  };
}

const roleIn = ({ id }: { id: number }): Role => ({ role: 'coordinator', workspaceId: id, councilId: null });
