import { desc, eq, sql } from 'drizzle-orm';
import { seal, unseal } from '../../../server/features/identity-providers/sealed-secret.ts';
import { identityProviders, providerSubjects } from '../../../server/features/identity-providers/tables.ts';
import { accessLog } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import {
  clientId,
  clientSecret,
  type IdentityProvider,
  startIdentityProvider,
} from '../../support/identity-provider.ts';
import { makePerson } from '../../support/make.ts';

const app = useApp();
let provider: IdentityProvider;
let administrator: Member;
let agent: Agent;

beforeAll(async () => {
  provider = await startIdentityProvider();
  administrator = await makePerson({ administrator: true });
  agent = await app.signInAs(administrator);
});
afterEach(() => provider.usual());
afterAll(() => provider.stop());

const all = '/administration/providers';
let count = 0;

/** The form, filled in. */
const fields = (given: Record<string, string> = {}) => ({
  council: 'camden',
  name: 'Camden account',
  issuer: provider.issuer,
  clientId: `${clientId}-${++count}`,
  clientSecret,
  secondStepAcr: '',
  ...given,
});

async function addProvider(given: Record<string, string> = {}): Promise<string> {
  const { headers } = await send(agent, `${all}/new`, fields(given)).expect(303);
  return (headers.location ?? '').replace(/\?.*/, '');
}

const idOf = (path: string) => Number(path.split('/').at(-1));

async function rowOf(path: string) {
  const [row] = await db
    .select()
    .from(identityProviders)
    .where(eq(identityProviders.id, idOf(path)));
  if (!row) throw new Error(`There is no provider at ${path}`);
  return row;
}

async function lastLogged() {
  const [line] = await db.select().from(accessLog).orderBy(desc(accessLog.id)).limit(1);
  return line;
}

const countProviders = () => db.$count(identityProviders);

test('a council’s sign-in is added, shown with the address to register, and in the list', async () => {
  const { headers } = await send(agent, `${all}/new`, fields({ name: 'Camden staff' })).expect(303);
  const page = await agent.get(headers.location ?? '').expect(200);
  const path = (headers.location ?? '').replace(/\?.*/, '');
  expect(page.text).toContain('Saved.');
  expect(page.text).toContain(`/sign-in/providers/${idOf(path)}/callback</code>`);
  const list = (await agent.get(all).expect(200)).text;
  expect(list).toMatch(new RegExp(`Camden</th><td[^>]*><a[^>]*href="${path}">Camden staff</a>`));
  expect(list).toContain('In use since');
  expect(await lastLogged()).toMatchObject({
    act: 'provider-added',
    actorId: administrator.id,
    councilId: administrator.council.id,
    about: 'Camden staff',
    detail: { issuer: provider.issuer },
  });
});

test('its secret is on no page, and neither in the log nor plain in the database', async () => {
  const path = await addProvider();
  const refused = await send(agent, path, { ...fields(), name: '' }).expect(422);
  const pages = [await agent.get(path), refused, await agent.get(all)];
  for (const { text } of pages) expect(text).not.toContain(clientSecret);
  const row = await rowOf(path);
  expect(unseal(row.sealedSecret)).toBe(clientSecret);
  for (const table of ['identity_providers', 'access_log', 'events', 'sessions']) {
    const { rows } = await db.execute(sql`select * from ${sql.identifier(table)}`);
    expect(JSON.stringify(rows)).not.toContain(clientSecret);
  }
});

test('a sealed secret that was altered is none, and the same is never sealed the same', () => {
  const sealed = seal('a secret');
  expect(unseal(sealed)).toBe('a secret');
  expect(seal('a secret')).not.toBe(sealed);
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(unseal(altered.toString('base64url'))).toBeUndefined();
  }
  for (const nothing of ['', 'x', 'a secret', sealed.slice(0, -1)]) expect(unseal(nothing)).toBeUndefined();
});

test('changing it keeps the secret where none is entered, and takes one that is', async () => {
  const path = await addProvider();
  await send(agent, path, fields({ clientSecret: '', name: 'Renamed', council: 'hackney' })).expect(303);
  const row = await rowOf(path);
  expect([row.name, unseal(row.sealedSecret)]).toEqual(['Renamed', clientSecret]);
  expect(await lastLogged()).toMatchObject({
    act: 'provider-changed',
    about: 'Renamed',
    detail: { newSecret: false, before: { name: 'Camden account' } },
  });
  await send(agent, path, fields({ clientSecret: 'another' })).expect(303);
  expect(unseal((await rowOf(path)).sealedSecret)).toBe('another');
  expect(await lastLogged()).toMatchObject({ detail: { newSecret: true } });
});

async function bindSomebody(path: string) {
  const { id: personId } = await makePerson();
  const providerId = idOf(path);
  await db
    .insert(providerSubjects)
    .values({ providerId, subject: 'them', personId, firstUsedAt: new Date() });
  return () => db.$count(providerSubjects, eq(providerSubjects.providerId, providerId));
}

test('the secret that is there goes to no other issuer than it was entered for', async () => {
  const path = await addProvider();
  const countBound = await bindSomebody(path);
  const other = await startIdentityProvider();
  try {
    const away = fields({ clientSecret: '', issuer: other.issuer });
    const { text } = await send(agent, path, away).expect(422);
    expect(text).toContain('Enter the client secret that belongs to this issuer');
    expect([(await rowOf(path)).issuer, await countBound()]).toEqual([provider.issuer, 1]);
    await send(agent, path, { ...away, clientSecret: 'theirs' }).expect(303);
    const row = await rowOf(path);
    expect([row.issuer, unseal(row.sealedSecret), await countBound()]).toEqual([other.issuer, 'theirs', 0]);
  } finally {
    await other.stop();
  }
});

test('by what names it knows people is kept while it is the same client, and forgotten with another', async () => {
  const given = fields();
  const { headers } = await send(agent, `${all}/new`, given).expect(303);
  const path = (headers.location ?? '').replace(/\?.*/, '');
  const countBound = await bindSomebody(path);
  await send(agent, path, { ...given, name: 'Renamed' }).expect(303);
  expect(await countBound()).toBe(1);
  await send(agent, path, fields()).expect(303);
  expect(await countBound()).toBe(0);
});

test('a secret that cannot be opened any more has to be entered again', async () => {
  const path = await addProvider();
  await db
    .update(identityProviders)
    .set({ sealedSecret: seal('x').slice(4) })
    .where(eq(identityProviders.id, idOf(path)));
  expect((await agent.get(path)).text).toContain('Enter the client secret again');
  const at = await app
    .visitor()
    .get(`/sign-in/providers/${idOf(path)}`)
    .expect(503);
  expect(at.text).toContain('needs attention');
  const refused = await send(agent, path, fields({ clientSecret: '' })).expect(422);
  expect(refused.text).toContain('Enter the client secret');
  await send(agent, path, fields()).expect(303);
  await app
    .visitor()
    .get(`/sign-in/providers/${idOf(path)}`)
    .expect(302);
});

test('ending it takes a reason, and is in the log; it stays in the list as ended', async () => {
  const path = await addProvider({ name: 'Soon over' });
  const refused = await send(agent, `${path}/ending`, { reason: ' ' }).expect(422);
  expect(refused.text).toContain('Enter a reason');
  await send(agent, `${path}/ending`, { reason: 'They have another' }).expect(303);
  expect(await lastLogged()).toMatchObject({
    act: 'provider-ended',
    about: 'Soon over',
    reason: 'They have another',
  });
  expect((await agent.get(all)).text).toMatch(/Soon over<\/a><\/td><td[^>]*>Ended on/);
  expect((await agent.get(path).expect(200)).text).not.toContain(
    '<form method="post" action="/administration',
  );
  await send(agent, path, fields()).expect(404);
  await send(agent, `${path}/ending`, { reason: 'Again' }).expect(404);
});

describe('is refused, with all that was typed but the secret, which is kept all the same:', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['nothing at that address', { issuer: 'http://127.0.0.1:9' }, 'issuer', 'No OpenID provider answered'],
    ['an issuer without https', { issuer: 'http://example.org' }, 'issuer', 'begins with https://'],
    ['an issuer that is no address', { issuer: 'Camden' }, 'issuer', 'begins with https://'],
    ['an issuer with a password', { issuer: 'https://a:b@example.org' }, 'issuer', 'begins with https://'],
    ['no issuer', { issuer: '' }, 'issuer', 'Enter the issuer'],
    ['no name', { name: '' }, 'name', 'Enter what people know it by'],
    ['no client ID', { clientId: '' }, 'clientId', 'Enter the client ID'],
    ['no council', { council: '' }, 'council', 'Choose a council'],
    ['a council that is none', { council: 'constructor' }, 'council', 'Choose a council'],
  ])('%s', async (_, given, field, words) => {
    const before = await countProviders();
    const typed = fields(given);
    const { status, text } = await send(agent, `${all}/new`, typed);
    expect([status, text.includes(`href="#${field}"`)]).toEqual([422, true]);
    expect(text).toContain(words);
    for (const kept of ['name', 'issuer', 'clientId'] as const)
      expect(text).toContain(`value="${typed[kept]}"`);
    expect(text).not.toContain(clientSecret);
    expect(await countProviders()).toBe(before);

    const [, keptSecret = ''] = /name="keptSecret" value="([^"]+)"/.exec(text) ?? [];
    const again = await send(agent, `${all}/new`, fields({ clientSecret: '', keptSecret })).expect(303);
    expect(unseal((await rowOf((again.headers.location ?? '').replace(/\?.*/, ''))).sealedSecret)).toBe(
      clientSecret,
    );
  });

  test('a provider that calls itself otherwise', async () => {
    provider.says.announce = (document) => Object.assign(document, { issuer: 'https://evil.example' });
    const { text } = await send(agent, `${all}/new`, fields()).expect(422);
    expect(text).toContain('calls itself https://evil.example');
    provider.usual();
    const slash = await send(agent, `${all}/new`, fields({ issuer: `${provider.issuer}/` })).expect(422);
    expect(slash.text).toContain(`calls itself ${provider.issuer}.`);
  });

  test('no secret, or one that was made up', async () => {
    for (const keptSecret of ['', 'made-up', seal('x').slice(1)]) {
      const { text } = await send(agent, `${all}/new`, fields({ clientSecret: '', keptSecret })).expect(422);
      expect(text).toContain('Enter the client secret');
    }
  });

  test('the same a second time, also when both come at once', async () => {
    const typed = fields();
    const both = await Promise.all([1, 2].map(() => send(agent, `${all}/new`, typed)));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    const other = await addProvider();
    const { text } = await send(agent, other, typed).expect(422);
    expect(text).toContain('This council has a sign-in with this issuer and client ID already');
    await send(agent, `${all}/new`, { ...typed, council: 'hackney' }).expect(303);
  });
});

test('the address of the discovery document itself is understood', async () => {
  const path = await addProvider({ issuer: `${provider.issuer}/.well-known/openid-configuration` });
  expect((await rowOf(path)).issuer).toBe(provider.issuer);
});

test('it is there for administrators only, and with a second step', async () => {
  const path = await addProvider();
  const lead = await app.signInAs(await makePerson({ lead: true, coordinates: 'all', assessor: true }));
  for (const page of [all, `${all}/new`, path]) {
    await lead.get(page).expect(404);
    await app.visitor().get(page).expect(404);
  }
  await send(lead, path, fields()).expect(404);
  await send(lead, `${path}/ending`, { reason: 'Because' }).expect(404);
  await db.execute(sql`update sessions set second_step_at = null, data = data - 'secondStepAt'
    where person_id = ${administrator.id}`);
  expect((await agent.get(all).expect(403)).text).toContain('/sign-in/second-step');
});
