import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { readLastDay } from '../../platform/days.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm } from '../../platform/forms.ts';
import { administers } from '../../platform/powers.ts';
import { memberOf } from '../../platform/viewer.ts';
import { actorWho } from './acting.ts';
import { readPerson } from './chosen-person.ts';
import { deputyForm, personForm, reasonForm } from './forms.ts';
import { describe, title } from './grants.ts';
import { handOverRole } from './hand-over-role.ts';
import { canReadLog } from './log-queries.ts';
import { nameDeputy } from './name-deputy.ts';
import { canPassOn, canTakeFromOthers, type Holder } from './policy.ts';
import { findGrant, listDeputiesOf, listGrantsOf, listRolesOf, type ShownGrant } from './queries.ts';
import { shownRole } from './shown.ts';
import { takeRole } from './take-role.ts';

/** What somebody holds, and what they may do about it. */
export const ownRoutes = Router();

ownRoutes.get('/account/roles', async (req, res) => {
  const member = memberOf(req.viewer);
  const { id } = member;
  const [roles, deputies, grants] = await Promise.all([
    listRolesOf(id),
    listDeputiesOf(id),
    listGrantsOf(id),
  ]);
  const shown = (grant: ShownGrant) => shownRole(grant, { id, grants });
  const powers = member.waitingPowers ?? member;
  res.render('roles/own', {
    roles: roles.map((role) => ({
      ...shown(role),
      deputies: deputies.filter(({ deputyOf }) => deputyOf === role.id).map(shown),
    })),
    isWaiting: member.waitingPowers !== null,
    can: { administer: administers(powers), readLog: canReadLog(powers) },
    done: doneIn(req, doneWords),
  });
});

const doneWords = {
  deputy: 'They now stand in for you, and were told by email',
  'handed-over': 'They now hold the role, and were told by email',
  'given-up': 'You have given up the role',
  taken: 'They no longer hold the role, and were told by email',
};

ownRoutes.get('/roles/:grantId/removal', async (req, res) => {
  res.render('roles/remove', { ...(await removalPage(req)), form: newForm() });
});

ownRoutes.post('/roles/:grantId/removal', async (req, res) => {
  const page = await removalPage(req);
  const form = readForm(reasonForm, req.body);
  if (!form.ok) return res.status(422).render('roles/remove', { ...page, form: form.shown });
  await takeRole(req.viewer, page.grant.id, form.values.reason);
  res.redirect(303, `${page.backHref}?done=${page.isOwn ? 'given-up' : 'taken'}`);
});

ownRoutes.get('/roles/:grantId/deputies', async (req, res) => {
  res.render('roles/name-deputy', { ...(await passingOn(req)), form: newForm() });
});

ownRoutes.post('/roles/:grantId/deputies', async (req, res) => {
  const page = await passingOn(req);
  const form = readForm(deputyForm, req.body);
  const chosen = await readPerson(form.shown, page.holder, page.grant, page.grant.id);
  const endsAt = form.ok && readLastDay(form.values, 'until');
  if (!form.ok || !endsAt || !chosen.person)
    return res.status(422).render('roles/name-deputy', { ...page, form: chosen.shown });
  const { reason } = form.values;
  await nameDeputy(req.viewer, page.grant.id, { personId: chosen.person.id, endsAt, reason });
  res.redirect(303, '/account/roles?done=deputy');
});

ownRoutes.get('/roles/:grantId/handover', async (req, res) => {
  res.render('roles/hand-over', { ...(await passingOn(req)), form: newForm() });
});

ownRoutes.post('/roles/:grantId/handover', async (req, res) => {
  const page = await passingOn(req);
  const form = readForm(personForm, req.body);
  const { person, shown } = await readPerson(form.shown, page.holder, page.grant);
  if (!form.ok || !person) return res.status(422).render('roles/hand-over', { ...page, form: shown });
  await handOverRole(req.viewer, page.grant.id, { personId: person.id, reason: form.values.reason });
  res.redirect(303, '/account/roles?done=handed-over');
});

/** The role in the address, if whoever asks may end it: to give it up takes no second step. */
async function removalPage(req: Request) {
  const grant = await findGrant(readId(req.params.grantId));
  if (!grant) throw notFound();
  const isOwn = grant.personId === memberOf(req.viewer).id;
  const may = (holder: Holder) => canTakeFromOthers(holder, grant);
  if (!isOwn) await actorWho(may, req.viewer);
  const isTheirs = !isOwn && administers(memberOf(req.viewer));
  const backHref = isTheirs ? `/administration/people/${grant.personId}` : '/account/roles';
  const words = describe(grant);
  return {
    grant,
    role: words,
    question: isOwn
      ? `Give up being ${words}`
      : `Take a role away from ${grant.holder.name}: ${title(grant)}`,
    isOwn,
    backHref,
    section: isTheirs ? 'administration' : 'account',
    breadcrumbs: isTheirs
      ? [
          { text: 'Administration', href: '/administration' },
          { text: 'People and their roles', href: '/administration/people' },
          { text: grant.holder.name, href: backHref },
        ]
      : [
          { text: 'Your account', href: '/account' },
          { text: 'Your roles', href: '/account/roles' },
        ],
    action: req.path,
  };
}

/** The role in the address, if whoever asks may pass it on. */
async function passingOn(req: Request) {
  const grant = await findGrant(readId(req.params.grantId));
  if (!grant) throw notFound();
  const holder = await actorWho((holder) => canPassOn(holder, grant), req.viewer);
  return { grant, holder, roleTitle: title(grant), action: req.path };
}
