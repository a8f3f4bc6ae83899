import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeService, suspend } from '../../support/make.ts';

const app = useApp();
const form = {
  name: 'Permits',
  origin: 'bought',
  description: 'For <b>residents</b>',
  link: 'https://example.com/p',
};
let agent: Agent;

beforeAll(async () => {
  agent = await app.signInAs(await makePerson({ council: 'ealing', name: 'Kay Keeper' }));
});

const pageOf = async (slug: string, as = agent) => (await as.get(`/councils/${slug}`).expect(200)).text;

test('people list what their council runs, with whom to ask, for members of every council', async () => {
  const contact = await makePerson({ council: 'ealing', name: 'Con Tact' });
  const added = await send(agent, '/councils/ealing/services', { ...form, contactId: contact.id });
  expect([added.status, added.headers.location]).toEqual([303, '/councils/ealing?done=service-added']);
  const other = await app.signInAs(await makePerson({ council: 'brent' }));
  const text = await pageOf('ealing', other);
  for (const words of [
    'Permits',
    'Bought',
    'For &lt;b&gt;residents',
    'href="https://example.com/p"',
    'Con Tact',
  ]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain('/services/new');
  const guest = await app.signInAs(await makeGuest());
  for (const outside of [app.visitor(), guest])
    expect(await pageOf('ealing', outside)).not.toContain('Permits');

  await suspend(contact);
  expect(await pageOf('ealing', other)).not.toContain('Con Tact');
});

test('sent twice it is one service, and another of that name is refused', async () => {
  const sent = { ...form, name: 'Twice' };
  await send(agent, '/councils/ealing/services', sent).expect(303);
  await send(agent, '/councils/ealing/services', sent).expect(303);
  expect((await pageOf('ealing')).match(/>Twice</g)).toHaveLength(1);
  const again = await send(agent, '/councils/ealing/services', {
    ...sent,
    name: 'twice',
    description: 'Another',
  });
  expect(again.status).toBe(422);
  expect(again.text).toContain('Ealing has a service of this name already');
  expect(again.text).toContain('Another');
});

test('what is missing or wrong is said, and all that was typed is kept', async () => {
  const stranger = await makePerson({ council: 'brent' });
  const wrong = {
    name: ['', 'Enter the name of the service'],
    origin: ['found', 'Choose where the service comes from'],
    link: ['http://example.com', 'Enter a web address that begins with https://'],
    contactId: [`${stranger.id}`, 'Choose somebody who works for the council'],
  } as const;
  for (const [field, [value, words]] of Object.entries(wrong)) {
    const { status, text } = await send(agent, '/councils/ealing/services', {
      ...form,
      name: 'Wrong',
      description: 'Kept words',
      [field]: value,
    });
    expect([field, status]).toEqual([field, 422]);
    expect(text).toContain(`<a href="#${field}">${words}</a>`);
    expect(text).toContain('Kept words');
  }
  for (const link of [
    'javascript:alert(1)',
    'https://user:word@example.com',
    'https://localhost',
    'https://',
  ]) {
    expect([
      link,
      (await send(agent, '/councils/ealing/services', { ...form, name: 'L', link })).status,
    ]).toEqual([link, 422]);
  }
  expect(await pageOf('ealing')).not.toContain('Wrong');
});

test('a service can be changed, ended and taken up again', async () => {
  const keeper = await makePerson({ council: 'ealing' });
  const { id, name } = await makeService(keeper);
  const path = `/services/${id}`;
  expect((await agent.get(`${path}/edit`).expect(200)).text).toContain(name);
  await send(agent, `${path}/edit`, { ...form, name: 'Changed' }).expect(303);
  expect(await pageOf('ealing')).toContain('Changed');
  const other = await app.signInAs(await makePerson({ council: 'brent' }));
  for (let times = 0; times < 2; times++) await send(agent, `${path}/end`).expect(303);
  expect(await pageOf('ealing', other)).not.toContain('Changed');
  expect(await pageOf('ealing')).toMatch(/No longer run[\s\S]*Changed/);
  await send(agent, `${path}/end/removal`).expect(303);
  expect(await pageOf('ealing', other)).toContain('Changed');
});

test('others cannot: another council’s people are told why, its lead and administrators can', async () => {
  const { id } = await makeService(await makePerson({ council: 'ealing' }));
  const change = async (as: Agent, name: string) =>
    (await send(as, `/services/${id}/edit`, { ...form, name })).status;
  const other = await app.signInAs(await makePerson({ council: 'brent', lead: true, coordinates: 'all' }));
  const refused = await send(other, `/services/${id}/edit`, { ...form, name: 'Taken over' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Only people who work for Ealing');
  await send(other, `/services/${id}/end`).expect(403);
  await send(other, '/councils/ealing/services', form).expect(403);
  const administrator = await app.signInAs(await makePerson({ council: 'brent', administrator: true }));
  expect(await change(administrator, 'By the administrator')).toBe(303);
  expect(await change(await app.signInAs(await makeGuest()), 'By a guest')).toBe(404);
  expect(await pageOf('ealing')).toContain('By the administrator');
});
