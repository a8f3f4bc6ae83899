import { type Request, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { administers, isAdministrator, memberWith } from '../../platform/powers.ts';
import type { Powers } from '../../platform/viewer.ts';
import { roleWords } from '../people/roles-held.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { fieldOf, type RoleChoice, roleChoices, roleForm, rolesFrom } from './forms.ts';
import { giveRole } from './give-role.ts';
import { listLinesOf } from './log-queries.ts';
import { findPersonToAdminister, listPeopleMatching } from './people-queries.ts';
import { canGive, type Grant, type Holder, type Role, whyNotGive, whyNotSuspend } from './policy.ts';
import { findStanding, listGrantsOf, listRolesOf } from './queries.ts';
import { shownRole, stateOf } from './shown.ts';

/** Who may do what: for administrators, and for coordinators of everything. */
export const administrationRoutes = Router();

administrationRoutes.get('/administration', (req, res) => {
  const member = memberWith(req.viewer, administers);
  res.render('roles/administration', { items: pages.filter(({ to }) => !to || to(member)) });
});

administrationRoutes.get('/administration/people', async (req, res) => {
  memberWith(req.viewer, administers);
  const q = readParameter(req.query.q).trim().slice(0, 200);
  const page = readNumber(req.query.page) ?? 1;
  const { people, count, pages } = await listPeopleMatching(q, page);
  if (page > pages) throw notFound();
  const links = pageLinks(
    page,
    pages,
    (page) => `/administration/people?${new URLSearchParams({ q, page: String(page) })}`,
  );
  res.render('roles/people', {
    q,
    title: ['People and their roles', q && `“${q}”`, page > 1 && `page ${page}`].filter(Boolean).join(', '),
    form: newForm({ q }),
    count,
    people: people.map((person) => ({ ...person, roles: roleWords(person.roles), state: stateOf(person) })),
    links,
  });
});

administrationRoutes.get('/administration/people/:personId', async (req, res) => {
  res.render('roles/person', { ...(await personPage(req, newForm())), done: doneIn(req, doneWords) });
});

const doneWords = {
  given: 'They have the role, and were told by email',
  taken: 'They no longer have the role, and were told by email',
  suspended: 'They are suspended, and were told by email',
  lifted: 'They can sign in again, and were told by email',
};

administrationRoutes.post('/administration/people/:personId/roles', async (req, res) => {
  memberWith(req.viewer, administers);
  const { council, id } = await findPerson(req);
  const workspaceIds = (await listWorkspaces()).map(({ id }) => id);
  const form = readForm(roleForm(workspaceIds), req.body);
  if (!form.ok) return res.status(422).render('roles/person', await personPage(req, form.shown));
  const roles = rolesFrom(form.values, workspaceIds, council?.id ?? null);
  await giveRole(req.viewer, id, roles, form.values.reason);
  res.redirect(303, `/administration/people/${id}?done=given`);
});

/** What there is to look after, and for whom where not for all who come here. */
const pages: { href: string; text: string; about: string; to?: (powers: Powers) => boolean }[] = [
  {
    href: '/administration/people',
    text: 'People and their roles',
    about: 'Find somebody; give a role or take one away; suspend somebody.',
  },
  {
    href: '/administration/providers',
    text: 'Councils’ sign-in',
    about: 'Let people of a council sign in with what their council already uses.',
    to: isAdministrator,
  },
  {
    href: '/administration/log',
    text: 'Log of access',
    about: 'What was done to whose access, by whom and why.',
  },
  {
    href: '/administration/moderation-log',
    text: 'Log of moderation',
    about: 'What coordinators did to posts in every workspace, and why.',
    to: isAdministrator,
  },
];

async function findPerson(req: Request) {
  const found = await findPersonToAdminister(readId(req.params.personId));
  if (!found) throw notFound();
  return found;
}

async function personPage(req: Request, form: ShownForm) {
  const member = memberWith(req.viewer, administers);
  const person = await findPerson(req);
  const [grants, held, roles, standing, lines] = await Promise.all([
    listGrantsOf(member.id),
    listGrantsOf(person.id),
    listRolesOf(person.id),
    findStanding(person.id),
    listLinesOf(member, person.id),
  ]);
  const viewer = { id: member.id, grants };
  const address = `/administration/people/${person.id}`;
  // As in the log: why somebody is suspended is not for those who only give roles.
  const suspensionReason = member.isAdministrator ? person.suspensionReason : '';
  const whyNone = standing && whyNotGive(viewer, standing, anyRole);
  return {
    person: { ...person, state: stateOf(person), suspensionReason },
    roles: roles.map((role) => shownRole(role, viewer)),
    form,
    whyNone,
    giving: whyNone ? undefined : await choicesFor(viewer, held, person.council),
    giveAction: `${address}/roles`,
    suspensionHref:
      member.isAdministrator && standing && !whyNotSuspend(viewer, standing) ? `${address}/suspension` : '',
    liftHref: member.isAdministrator && person.suspendedAt ? `${address}/suspension/removal` : '',
    passkeysHref: member.isAdministrator && person.id !== member.id ? `${address}/passkeys` : '',
    ...(member.isAdministrator && person.id !== member.id && keepersPages(person)),
    lines,
  };
}

/** Where an administrator does what the lead of a council does for its people. */
const keepersPages = ({ id, council, leftAt }: Awaited<ReturnType<typeof findPerson>>) =>
  council && {
    leavingHref: `/councils/${council.slug}/people/${id}/leaving`,
    addressHref: leftAt ? '' : `/councils/${council.slug}/people/${id}/address`,
  };

const anyRole: Role = { role: 'assessor', workspaceId: null, councilId: null };

/** What this viewer could give to somebody who holds these, as the choices of a form. */
async function choicesFor(viewer: Holder, held: Grant[], council: { id: number; name: string } | null) {
  const own = held.filter(({ deputyOf }) => deputyOf === null);
  const isOpen = (role: Role) =>
    canGive(viewer, role) &&
    !own.some(
      (grant) =>
        grant.role === role.role &&
        grant.workspaceId === role.workspaceId &&
        grant.councilId === role.councilId,
    );
  const open = (await listWorkspaces()).filter(({ id }) =>
    isOpen({ role: 'coordinator', workspaceId: id, councilId: null }),
  );
  const isOffered = (choice: RoleChoice) =>
    choice === 'coordinator'
      ? open.length > 0
      : rolesFrom({ role: choice }, [], council?.id ?? null).every(isOpen);
  const text = (choice: RoleChoice): string =>
    choice === 'lead' ? `Lead of ${council?.name}` : roleChoices[choice];
  return {
    roles: (Object.keys(roleChoices) as RoleChoice[])
      .filter(isOffered)
      .map((choice) => ({ value: choice, text: text(choice) })),
    workspaces: open.map(({ id, number, name }) => ({
      name: fieldOf(id),
      text: number ? `${number}. ${name}` : name,
    })),
  };
}
