import { Router } from 'express';
import { readId, readParameter } from '../../platform/addresses.ts';
import { newForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { type Council, findCouncil } from '../councils/queries.ts';
import { listPeopleOf } from '../people/queries.ts';
import { addService } from './add-service.ts';
import { changeService } from './change-service.ts';
import type { DoneToService } from './done.ts';
import { endService, resumeService } from './end-service.ts';
import { originChoices, readService } from './forms.ts';
import { keeperOfServices } from './policy.ts';
import { findServiceFor } from './queries.ts';

export const routes = Router();

type OfCouncil = Pick<Council, 'id' | 'slug' | 'name'>;

/** Services are a part of their council's page. */
const pathOf = ({ slug }: { slug: string }) => `/councils/${slug}#services`;

const pathAfter = (act: DoneToService, { slug }: { slug: string }) => `/councils/${slug}?done=${act}`;

routes.get('/councils/:slug/services', async (req, res) => {
  res.redirect(303, pathOf(await findCouncil(readParameter(req.params.slug))));
});

routes.get('/councils/:slug/services/new', async (req, res) => {
  const council = await findCouncil(readParameter(req.params.slug));
  keeperOfServices(req.viewer, council);
  res.render('services/new', await page(council, newForm()));
});

routes.post('/councils/:slug/services', async (req, res) => {
  const council = await findCouncil(readParameter(req.params.slug));
  keeperOfServices(req.viewer, council);
  const form = readService(req.body, await listPeopleOf(council.id));
  if (!form.ok) return res.status(422).render('services/new', await page(council, form.shown));

  const added = await addService(req.viewer, council, form.values);
  if (!added)
    return res.status(422).render('services/new', await page(council, nameTaken(council, form.shown)));
  res.redirect(303, pathAfter('service-added', council));
});

routes.get('/services/:serviceId/edit', async (req, res) => {
  const { contact, ...service } = await findServiceFor(req.viewer, readId(req.params.serviceId));
  keeperOfServices(req.viewer, service.council);
  const { name, origin, description, link } = service;
  const form = newForm({ name, origin, description, link, contactId: contact ? String(contact.id) : '' });
  res.render('services/edit', { ...(await page(service.council, form)), service });
});

routes.post('/services/:serviceId/edit', async (req, res) => {
  const service = await findServiceFor(req.viewer, readId(req.params.serviceId));
  const { council } = service;
  keeperOfServices(req.viewer, council);
  const form = readService(req.body, await listPeopleOf(council.id));
  const again = async (shown: ShownForm) =>
    res.status(422).render('services/edit', { ...(await page(council, shown)), service });
  if (!form.ok) return again(form.shown);

  const changed = await changeService(req.viewer, service.id, form.values);
  if (!changed) return again(nameTaken(council, form.shown));
  res.redirect(303, pathAfter('service-changed', council));
});

routes.post('/services/:serviceId/end', async (req, res) => {
  const { council } = await endService(req.viewer, readId(req.params.serviceId));
  res.redirect(303, pathAfter('service-ended', council));
});

routes.post('/services/:serviceId/end/removal', async (req, res) => {
  const { council } = await resumeService(req.viewer, readId(req.params.serviceId));
  res.redirect(303, pathAfter('service-resumed', council));
});

const nameTaken = ({ name }: OfCouncil, { values }: ShownForm) =>
  refusedForm(values, new Map([['name', `${name} has a service of this name already`]]));

async function page(council: OfCouncil, form: ShownForm) {
  const people = await listPeopleOf(council.id);
  return {
    council,
    form,
    origins: originChoices,
    people: people.map(({ id, name, job }) => ({ value: String(id), text: job ? `${name}, ${job}` : name })),
    backHref: pathOf(council),
  };
}
