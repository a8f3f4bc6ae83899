import { type Request, Router } from 'express';
import { z } from 'zod';
import { readId } from '../../platform/addresses.ts';
import { notAllowed } from '../../platform/errors.ts';
import { markdownField, newForm, readForm, type ShownForm, textField } from '../../platform/forms.ts';
import { memberOf } from '../../platform/viewer.ts';
import { listTopicsBy } from '../topics/lists.ts';
import { shownRow } from '../topics/shown.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { changeProfile } from './change-profile.ts';
import { findPersonFor, listHelpOffers } from './queries.ts';

export const profileRoutes = Router();

profileRoutes.get('/people/:personId', async (req, res) => {
  const id = readId(req.params.personId);
  const person = await findPersonFor(req.viewer, id);
  const [helpsWith, topics] = await Promise.all([listHelpOffers(id), listTopicsBy(req.viewer, id, 20)]);
  const isOwn = memberOf(req.viewer).id === id;
  res.render('people/show', {
    person: { ...person, helpsWith, topics: topics.map(shownRow) },
    showWorkspace: true,
    isOwn,
    can: { edit: isOwn },
    editHref: `/people/${id}/edit`,
  });
});

profileRoutes.get('/people/:personId/edit', async (req, res) => {
  const person = await findOwn(req);
  const offers = await listHelpOffers(person.id);
  const lines = offers.map(({ requirementId, line }) => [fieldOf(requirementId), line]);
  const { name, job, workingOn } = person;
  res.render(
    'people/edit',
    await editPage(req, newForm({ name, job, workingOn, ...Object.fromEntries(lines) })),
  );
});

profileRoutes.post('/people/:personId/edit', async (req, res) => {
  const person = await findOwn(req);
  const requirements = await listRequirementIds();
  const lines = requirements.map((id) => [fieldOf(id), textField('What you know', { max: 200 })]);
  const form = readForm(profileForm.extend(Object.fromEntries(lines)), req.body);
  if (!form.ok) return res.status(422).render('people/edit', await editPage(req, form.shown));

  const given = form.values as Record<string, string>;
  const offers = requirements.map((id) => ({ requirementId: id, line: given[fieldOf(id)] ?? '' }));
  await changeProfile(
    memberOf(req.viewer),
    profileForm.parse(form.values),
    offers.filter(({ line }) => line),
  );
  res.redirect(303, `/people/${person.id}`);
});

const profileForm = z.object({
  name: textField('Name', { missing: 'Enter your name', max: 100 }),
  job: textField('Job', { max: 100 }),
  workingOn: markdownField('What you are working on', { max: 500 }),
});

const fieldOf = (requirementId: number) => `help-${requirementId}`;

async function listRequirementIds(): Promise<number[]> {
  return (await listWorkspaces()).flatMap(({ requirement }) => requirement?.id ?? []);
}

async function findOwn(req: Request) {
  const person = await findPersonFor(req.viewer, readId(req.params.personId));
  if (person.id !== memberOf(req.viewer).id) throw notAllowed('You can only change your own profile.');
  return person;
}

async function editPage(req: Request, form: ShownForm) {
  const { id } = memberOf(req.viewer);
  const requirements = (await listWorkspaces()).flatMap(({ requirement }) => requirement ?? []);
  return {
    form,
    action: `/people/${id}/edit`,
    backHref: `/people/${id}`,
    requirements: requirements.map(({ id, number, title }) => {
      const field = fieldOf(id);
      return { number, title, field, value: form.values[field], error: form.errorFor[field] };
    }),
  };
}
