import { type Response, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { listCouncils } from '../councils/queries.ts';
import { addProvider } from './add-provider.ts';
import { changeProvider } from './change-provider.ts';
import { discover, OtherIssuer } from './discovery.ts';
import { endProvider } from './end-provider.ts';
import { endingForm, providerForm } from './forms.ts';
import { callbackAddress } from './provider-strategy.ts';
import { findAnyProvider, listAllProviders } from './queries.ts';
import { seal, unseal } from './sealed-secret.ts';
import type { Settings } from './settings.ts';

export const administrationRoutes = Router();

administrationRoutes.get('/administration/providers', async (req, res) => {
  memberWith(req.viewer, isAdministrator);
  const done = doneIn(req, { ended: 'Nobody can sign in with it any more' });
  res.render('identity-providers/index', { providers: await listAllProviders(), done });
});

administrationRoutes.get('/administration/providers/new', async (req, res) => {
  memberWith(req.viewer, isAdministrator);
  res.render('identity-providers/new', await formPage(newForm()));
});

administrationRoutes.post('/administration/providers/new', async (req, res) => {
  memberWith(req.viewer, isAdministrator);
  const read = await readSettings(req.body);
  if (!read.ok) return res.status(422).render('identity-providers/new', await formPage(read.shown));
  const added = await addProvider(req.viewer, read.settings);
  if (!added) return res.status(422).render('identity-providers/new', await formPage(twice(read.shown)));
  res.redirect(303, `/administration/providers/${added.id}?done=saved`);
});

administrationRoutes.get('/administration/providers/:providerId', async (req, res) => {
  const provider = await findFor(req.viewer, req.params.providerId);
  const done = doneIn(req, { saved: `Saved. The provider answered as ${provider.issuer}` });
  await showProvider(res, provider, { done });
});

administrationRoutes.post('/administration/providers/:providerId', async (req, res) => {
  const provider = await findFor(req.viewer, req.params.providerId);
  const read = await readSettings(req.body, unseal(provider.sealedSecret) && provider.issuer);
  if (!read.ok) return showProvider(res.status(422), provider, { form: read.shown });
  const changed = await changeProvider(req.viewer, provider.id, read.settings);
  if (!changed) return showProvider(res.status(422), provider, { form: twice(read.shown) });
  res.redirect(303, `/administration/providers/${provider.id}?done=saved`);
});

administrationRoutes.post('/administration/providers/:providerId/ending', async (req, res) => {
  const provider = await findFor(req.viewer, req.params.providerId);
  const form = readForm(endingForm, req.body);
  if (!form.ok) return showProvider(res.status(422), provider, { ending: form.shown });
  await endProvider(req.viewer, provider.id, form.values.reason);
  res.redirect(303, '/administration/providers?done=ended');
});

async function findFor(viewer: Viewer, id: unknown) {
  memberWith(viewer, isAdministrator);
  return findAnyProvider(readId(id));
}

type Provider = Awaited<ReturnType<typeof findFor>>;

interface Shown {
  done?: string;
  form?: ShownForm;
  ending?: ShownForm;
}

async function showProvider(res: Response, provider: Provider, { done, form, ending }: Shown) {
  const hasSecret = unseal(provider.sealedSecret) !== undefined;
  const page = await formPage(form ?? newForm(await valuesOf(provider)), { isThere: hasSecret });
  res.render('identity-providers/show', {
    ...page,
    provider,
    callback: callbackAddress(provider.id),
    done,
    lostSecret: !hasSecret,
    ending: ending ?? newForm(),
    errors: [...(form?.errors ?? []), ...(ending?.errors ?? [])],
    action: `/administration/providers/${provider.id}`,
  });
}

async function valuesOf({ council, name, issuer, clientId, secondStepAcr }: Provider) {
  const slug = (await listCouncils()).find(({ id }) => id === council.id)?.slug ?? '';
  return { council: slug, name, issuer, clientId, secondStepAcr };
}

async function formPage(form: ShownForm, { isThere = false } = {}) {
  const councils = (await listCouncils()).map(({ slug, name }) => ({ value: slug, text: name }));
  const shown = withoutSecret(form);
  return { form: shown, councils, secretHint: secretHint(shown, isThere) };
}

function secretHint({ values }: ShownForm, isThere: boolean): string {
  if (values.keptSecret) return 'What you entered is kept. Leave this empty to use it.';
  return isThere
    ? 'Leave this empty to keep the one that is there, while the issuer stays the same.'
    : 'It is kept sealed, and is not shown again.';
}

/** A secret that was typed does not return to the page as it is: what is kept of it only this service can read. */
function withoutSecret(form: ShownForm): ShownForm {
  const { clientSecret, keptSecret = '', ...values } = form.values;
  const kept = clientSecret ? seal(clientSecret) : unseal(keptSecret) && keptSecret;
  return { ...form, values: { ...values, ...(kept && { keptSecret: kept }) } };
}

type Read = { ok: true; settings: Settings; shown: ShownForm } | { ok: false; shown: ShownForm };

/** A secret that is there was given by one issuer, and is sent to no other: elsewhere it would be read. */
async function readSettings(body: unknown, hasSecretOf?: string): Promise<Read> {
  const form = readForm(providerForm, body);
  const { shown } = form;
  const found = new Map(shown.errors.map(({ field, text }) => [field, text]));
  const councilId = (await listCouncils()).find(({ slug }) => slug === shown.values.council)?.id;
  if (!councilId && !found.has('council')) found.set('council', 'Choose a council');
  const clientSecret = shown.values.clientSecret?.trim() || unseal(shown.values.keptSecret ?? '') || '';
  if (!clientSecret && !hasSecretOf) found.set('clientSecret', 'Enter the client secret');
  if (!clientSecret && hasSecretOf && form.ok && form.values.issuer !== hasSecretOf)
    found.set('clientSecret', 'Enter the client secret that belongs to this issuer');
  if (form.ok && found.size === 0) {
    const problem = await problemAt(form.values.issuer);
    if (problem) found.set('issuer', problem);
  }
  if (!form.ok || !councilId || found.size > 0)
    return { ok: false, shown: refusedForm(shown.values, inOrder(found)) };
  const { name, issuer, clientId, secondStepAcr } = form.values;
  return { ok: true, settings: { councilId, name, issuer, clientId, clientSecret, secondStepAcr }, shown };
}

const inOrder = (found: Map<string, string>) =>
  new Map(
    Object.keys(providerForm.shape).flatMap((field) =>
      found.has(field) ? [[field, found.get(field) ?? '']] : [],
    ),
  );

/** What is wrong with a provider, found out by asking it. */
async function problemAt(issuer: string): Promise<string | undefined> {
  try {
    await discover(issuer);
    return undefined;
  } catch (error) {
    if (error instanceof OtherIssuer)
      return `The provider at this address calls itself ${error.issuer}. Enter the issuer exactly as your council’s provider gives it`;
    return 'No OpenID provider answered at this address. Check the issuer, and that the provider can be reached from here';
  }
}

const twice = ({ values }: ShownForm) =>
  refusedForm(
    values,
    new Map([['clientId', 'This council has a sign-in with this issuer and client ID already']]),
  );
