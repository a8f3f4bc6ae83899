import { desc, eq } from 'drizzle-orm';
import { noteBounce } from '../../../server/features/leaving/make-dormant.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog } from '../../../server/features/roles/tables.ts';
import { services } from '../../../server/features/services/tables.ts';
import { workspaces } from '../../../server/features/workspaces/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, topicFields, topicRow, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
const address = '/councils/camden/handing-on';
let lead: Member;
let leads: Agent;
let heir: Member;
let heirs: Agent;

beforeAll(async () => {
  lead = await makePerson({ lead: true });
  leads = await app.signInAs(lead);
  heir = await makePerson({ name: 'Hari Heir' });
  heirs = await app.signInAs(heir);
});

async function makeAbsent(name: string) {
  const person = await makePerson({ name });
  const topic = await makeTopic(person, { title: `A question of ${name}` });
  return { person, topic };
}

async function makeService(contact: Member, name: string): Promise<number> {
  const [made] = await db
    .insert(services)
    .values({
      councilId: contact.council.id,
      name,
      origin: 'built',
      contactId: contact.id,
      createdAt: clock.now(),
    })
    .returning({ id: services.id });
  return made?.id ?? 0;
}

test('mail that says somebody is dormant names nothing of a workspace that keeps its content out of mail', async () => {
  const { person, topic } = await makeAbsent('Quiet Quinn');
  const { id, name } = await workspaceOf(1);
  const keepOut = (mailsContent: boolean) =>
    db.update(workspaces).set({ mailsContent }).where(eq(workspaces.id, id));
  await keepOut(false);
  await noteBounce(person.email);
  await keepOut(true);
  await app.runJobs();
  const mail = mailbox.find(({ to, kind }) => to === lead.email && kind === 'colleague-dormant');
  expect(mail?.text).toContain(`A topic in the workspace “${name}”`);
  expect(mail?.text).not.toContain(topic.title);
});

test('what somebody dormant looks after is listed for their lead, drafts and what is over are not', async () => {
  const { person, topic } = await makeAbsent('Absent Alex');
  await makeTopic(person, { kind: 'guidance', title: 'Alex’s guidance' });
  await makeTopic(person, { kind: 'guidance', state: 'draft', title: 'A draft of Alex' });
  await makeService(person, 'Alex’s bins');
  expect((await leads.get(address)).text).not.toContain(topic.title);
  await noteBounce(person.email);
  const { text } = await leads.get(address).expect(200);
  for (const words of [topic.title, 'Alex’s guidance', 'Alex’s bins', 'Dormant since'])
    expect(text).toContain(words);
  expect(text).not.toContain('A draft of Alex');
  const other = await app.signInAs(await makePerson({ lead: true, council: 'barnet' }));
  await other.get(address).expect(404);
  await heirs.get(address).expect(404);
});

test('handing on gives power to the new owner, tells them and open pages, and takes it from the old', async () => {
  const { person, topic } = await makeAbsent('Away Ash');
  const reply = await makeReply(heir, topic.id);
  const service = await makeService(person, 'Ash’s parking');
  await noteBounce(person.email);
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);
  const edit = (agent: Agent) =>
    send(agent, `/topics/${topic.id}/edit`, topicFields('question', { visibility: 'public' }));
  await edit(heirs).expect(403);
  mailbox.length = 0;

  const fields = {
    from: person.id,
    [`topic-${topic.id}`]: 'yes',
    [`service-${service}`]: 'yes',
    [`to-${person.id}`]: heir.id,
  };
  const sent = await send(leads, address, fields).expect(200);
  expect(sent.text).toContain('Hari Heir now looks after 2 things more');
  expect(sent.text).not.toContain(topic.title);
  const { patches } = await page.hear(3);
  expect(patches.find(({ part }) => part === 'topic')?.html).toContain('Looked after by Hari Heir');
  expect((await app.visitor().get(`/topics/${topic.id}`)).text).toContain('Looked after by Hari Heir');
  expect((await heirs.get(`/topics/${topic.id}`)).text).toContain(`/topics/${topic.id}/edit`);
  await edit(heirs).expect(303);
  await send(heirs, `/replies/${reply.id}/acceptance`).expect(303);
  const told = (await listTold()).find(({ to }) => to === heir.email);
  expect(told).toMatchObject({ kind: 'act', href: `/topics/${topic.id}` });
  // As it is since they edited it.
  expect(told?.text).toContain((await topicRow(topic.id)).title);
  expect((await db.select().from(services).where(eq(services.id, service)))[0]?.contactId).toBe(heir.id);
  const [line] = await db
    .select()
    .from(accessLog)
    .where(eq(accessLog.personId, heir.id))
    .orderBy(desc(accessLog.id));
  expect(line).toMatchObject({ act: 'owner-changed', actorId: lead.id, councilId: lead.council.id });

  const awake = await app.visitor();
  await send(awake, '/sign-in', { email: person.email }).expect(200);
  const link = new URL(/https?:\/\/\S+/.exec(mailbox[0]?.text ?? '')?.[0] ?? 'http://none').pathname;
  await send(awake, link).expect(303);
  await edit(awake).expect(403);
  expect((await awake.get(`/topics/${topic.id}`)).text).not.toContain(`/topics/${topic.id}/edit`);
  expect(await topicRow(topic.id)).toMatchObject({ authorId: person.id, ownerId: heir.id });
});

test('it goes back to its author by another handing on', async () => {
  const { person, topic } = await makeAbsent('Author Ari');
  await noteBounce(person.email);
  const away = await makePerson();
  await send(leads, address, {
    from: person.id,
    [`topic-${topic.id}`]: 'yes',
    [`to-${person.id}`]: away.id,
  }).expect(200);
  await noteBounce(away.email);
  const browser = app.visitor();
  await send(browser, '/sign-in', { email: person.email }).expect(200);
  await send(
    browser,
    new URL(/https?:\/\/\S+/.exec(mailbox[0]?.text ?? '')?.[0] ?? 'http://none').pathname,
  ).expect(303);
  await send(leads, address, {
    from: away.id,
    [`topic-${topic.id}`]: 'yes',
    [`to-${away.id}`]: person.id,
  }).expect(200);
  expect((await topicRow(topic.id)).ownerId).toBeNull();
  expect((await app.visitor().get(`/topics/${topic.id}`)).text).not.toContain('Looked after by');
});

test('only to a colleague who is here, only what is theirs, and something', async () => {
  const { person, topic } = await makeAbsent('Refused Robin');
  const { topic: others } = await makeAbsent('Present Pia');
  await noteBounce(person.email);
  const elsewhere = await makePerson({ council: 'barnet' });
  const suspended = await makePerson();
  await noteBounce(suspended.email);
  for (const to of [elsewhere.id, suspended.id, person.id, 0, 'x', '']) {
    const sent = await send(leads, address, {
      from: person.id,
      [`topic-${topic.id}`]: 'yes',
      [`to-${person.id}`]: to,
    });
    expect([to, sent.status]).toEqual([to, 422]);
    expect(sent.text).toContain(`<a href="#to-${person.id}">Choose who looks after it from now on</a>`);
  }
  const nothing = await send(leads, address, { from: person.id, [`to-${person.id}`]: heir.id });
  expect([nothing.status, nothing.text.includes('Choose what to hand on')]).toEqual([422, true]);
  expect(nothing.text).toContain(`<option value="${heir.id}" selected>`);
  const foreign = await send(leads, address, {
    from: person.id,
    [`topic-${others.id}`]: 'yes',
    [`to-${person.id}`]: heir.id,
  });
  expect(foreign.text).toContain('Nothing was handed on');
  expect((await topicRow(others.id)).ownerId).toBeNull();
  await send(leads, address, {
    from: heir.id,
    [`topic-${topic.id}`]: 'yes',
    [`to-${heir.id}`]: heir.id,
  }).expect(404);
  const foreigner = { from: elsewhere.id, 'topic-1': 'yes', [`to-${elsewhere.id}`]: heir.id };
  await send(leads, address, foreigner).expect(404);
  expect((await topicRow(topic.id)).ownerId).toBeNull();
});

test('a service stays with the council that runs it when its contact moves to another and is gone', async () => {
  const { person, topic } = await makeAbsent('Moved Mo');
  const service = await makeService(person, 'Mo’s permits');
  const barnet = await makePerson({ lead: true, council: 'barnet' });
  await db.update(people).set({ councilId: barnet.council.id }).where(eq(people.id, person.id));
  await noteBounce(person.email);
  const browser = await app.signInAs(barnet);
  const { text } = await browser.get('/councils/barnet/handing-on').expect(200);
  expect(text).toContain(topic.title);
  expect(text).not.toContain('Mo’s permits');
  const sent = { from: person.id, [`service-${service}`]: 'yes', [`to-${person.id}`]: barnet.id };
  await send(browser, '/councils/barnet/handing-on', sent);
  const [row] = await db.select().from(services).where(eq(services.id, service));
  expect(row?.contactId).toBe(person.id);
});
