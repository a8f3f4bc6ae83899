import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notAllowed } from '../../platform/errors.ts';
import { newForm, type ShownForm } from '../../platform/forms.ts';
import { type SignedIn, signedInOf } from '../../platform/viewer.ts';
import { listTopicsBy } from '../topics/lists.ts';
import { shownRow } from '../topics/shown.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { changeProfile } from './change-profile.ts';
import { offerField, readProfile, tagFields } from './forms.ts';
import { sumOfPeople } from './people-room.ts';
import { findPersonFor, listHelpOffers, listHelpTags, listMoves } from './queries.ts';
import { shownProfile } from './shown.ts';

/** For guests as well, who find only themselves. */
export const profileRoutes = Router();

profileRoutes.get('/people/:personId', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const id = readId(req.params.personId);
  // First, so that what has changed since is shown as well, or asked for.
  const seq = viewer.kind === 'member' ? await sumOfPeople() : undefined;
  const person = await findPersonFor(viewer, id);
  const [offers, tags, moves, topics] = await Promise.all([
    listHelpOffers(id),
    listHelpTags(id),
    listMoves(id),
    listTopicsBy(viewer, id, 20),
  ]);
  const isOwn = viewer.id === id;
  res.render('people/show', {
    person: shownProfile(person, { offers, tags, moves }),
    topics: topics.map(shownRow),
    breadcrumbs: breadcrumbsTo(person.council, viewer),
    seq,
    isLive: seq !== undefined,
    showWorkspace: true,
    isOwn,
    can: { edit: isOwn },
    editHref: `/people/${id}/edit`,
    ...keepersLinks(viewer, id, person.council),
    done: isOwn ? doneIn(req, { saved: 'Your profile is saved' }) : undefined,
  });
});

/** Where somebody is marked as having left or given another address, for whoever looks after their council. */
function keepersLinks(viewer: SignedIn, id: number, council: { slug: string } | null) {
  if (viewer.kind !== 'member' || viewer.id === id || !council) return {};
  const isLead = viewer.leads.includes(viewer.council.id) && viewer.council.slug === council.slug;
  if (!isLead && !viewer.isAdministrator) return {};
  const address = `/councils/${council.slug}/people/${id}`;
  return { leavingHref: `${address}/leaving`, addressHref: `${address}/address` };
}

function breadcrumbsTo(council: { slug: string; name: string } | null, viewer: SignedIn) {
  if (viewer.kind === 'guest') return undefined;
  const people = { text: 'People', href: '/people' };
  return council ? [people, { text: council.name, href: `/councils/${council.slug}` }] : [people];
}

profileRoutes.get('/people/:personId/edit', async (req, res) => {
  const person = await findOwn(req);
  const [offers, tags] = await Promise.all([listHelpOffers(person.id), listHelpTags(person.id)]);
  const lines = offers.map(({ requirementId, line }) => [offerField(requirementId), line]);
  const rows = tags.flatMap(({ tag, line }, at) => {
    const fields = tagFields[at];
    return fields
      ? [
          [fields.tag, tag],
          [fields.line, line],
        ]
      : [];
  });
  const { name, job, workingOn } = person;
  const showsVisits = person.showsVisitsSince ? 'yes' : '';
  const values = { name, job, workingOn, showsVisits, ...Object.fromEntries([...lines, ...rows]) };
  res.render('people/edit', await editPage(req, newForm(values)));
});

profileRoutes.post('/people/:personId/edit', async (req, res) => {
  const person = await findOwn(req);
  const form = readProfile(req.body, await listRequirementIds());
  if (!form.ok) return res.status(422).render('people/edit', await editPage(req, form.shown));

  await changeProfile(signedInOf(req.viewer), form.profile, form.offers);
  res.redirect(303, `/people/${person.id}?done=saved`);
});

async function listRequirementIds(): Promise<number[]> {
  return (await listWorkspaces()).flatMap(({ requirement }) => requirement?.id ?? []);
}

async function findOwn(req: Request) {
  const person = await findPersonFor(req.viewer, readId(req.params.personId));
  if (person.id !== signedInOf(req.viewer).id) throw notAllowed('You can only change your own profile.');
  return person;
}

const emptyRowsShown = 2;

async function editPage(req: Request, form: ShownForm) {
  const { id } = signedInOf(req.viewer);
  const requirements = (await listWorkspaces()).flatMap(({ requirement }) => requirement ?? []);
  const rows = tagFields.map(({ tag, line }, at) => ({
    number: at + 1,
    tag: { field: tag, value: form.values[tag], error: form.errorFor[tag] },
    line: { field: line, value: form.values[line], error: form.errorFor[line] },
  }));
  const filled = rows.findLastIndex(({ tag, line }) => tag.value || line.value) + 1;
  return {
    form,
    action: `/people/${id}/edit`,
    backHref: `/people/${id}`,
    requirements: requirements.map(({ id, number, title }) => {
      const field = offerField(id);
      return { number, title, field, value: form.values[field], error: form.errorFor[field] };
    }),
    tagRows: rows.slice(0, filled + emptyRowsShown),
    moreTagRows: rows.slice(filled + emptyRowsShown),
  };
}
