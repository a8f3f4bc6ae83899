import type { Request, Response } from 'express';
import { takeHeldPost } from '../../../server/features/accounts/held-posts.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { countRows } from '../../support/history.ts';
import { lastLink, makePerson, makeTopic, suspend, topicFields, topicRow } from '../../support/make.ts';
import { afterWelcome } from '../../support/welcome.ts';

const app = useApp();
afterEach(backToNow);

let person: Awaited<ReturnType<typeof makePerson>>;
let topic: Awaited<ReturnType<typeof makeTopic>>;

beforeEach(async () => {
  person = await makePerson();
  topic = await makeTopic(person);
});

/** What the form of this person's page sends, from a browser whose session has run out. */
const reply = (agent: Agent, fields: Record<string, string> = {}) =>
  send(agent, `/topics/${topic.id}/replies`, {
    body: 'Written for an hour',
    formId: 'form-of-an-hour',
    writer: person.writer,
    ...fields,
  }).set('Referer', `${app.address}/topics/${topic.id}`);

async function signInByLink(agent: Agent, { email }: { email: string }) {
  await send(agent, '/sign-in', { email }).expect(200);
  expect(mailbox[0]?.to).toBe(email);
  return send(agent, lastLink());
}

const replies = async () => (await topicRow(topic.id)).replyCount;

test('a reply whose session has run out asks to sign in, and then is posted', async () => {
  const agent = await app.signInAs(person);
  later({ days: 8 });
  const sent = await reply(agent);
  expect(sent.status).toBe(303);
  expect(sent.headers.location).toBe(`/sign-in?back=%2Ftopics%2F${topic.id}&signedOut=yes`);
  const page = await agent.get(sent.headers.location ?? '');
  expect(page.text).toContain('What you wrote is kept');
  expect(await replies()).toBe(0);

  backToNow();
  const done = await signInByLink(agent, person);
  expect([done.status, done.headers.location]).toEqual([303, `/topics/${topic.id}#reply-1`]);
  expect((await agent.get(`/topics/${topic.id}`)).text).toContain('Written for an hour');
  expect((await agent.get('/')).text).toContain('action="/sign-out"');
});

test('the same by the shortcut that a demonstration has', async () => {
  const agent = app.visitor();
  await reply(agent).expect(303);
  const done = await send(agent, '/dev/sign-in', { personId: person.id });
  expect([done.status, done.headers.location]).toEqual([303, `/topics/${topic.id}#reply-1`]);
});

test('it is posted once, whatever is signed in with later', async () => {
  const agent = app.visitor();
  await reply(agent).expect(303);
  await signInByLink(agent, person);
  await send(agent, '/sign-out').expect(303);
  const again = await signInByLink(agent, person);
  expect(afterWelcome(again)).toBe('/');
  expect(await replies()).toBe(1);
});

test('it is taken by one of two sign-ins at the same moment', async () => {
  const taken: unknown[] = [];
  const agent = app.visitor();
  await reply(agent).expect(303);
  const cookie = cookiesOf(agent, app.address);
  const response = { clearCookie() {} } as unknown as Response;
  const request = { headers: { cookie } } as Request;
  const take = () => takeHeldPost(request, response, person.id);
  // Opens a connection for each, so that none waits for the one before.
  await Promise.all([1, 2, 3, 4].map(() => countRows('held_posts')));
  for (const held of await Promise.all([1, 2, 3, 4].map(take))) if (held) taken.push(held);
  expect(taken).toMatchObject([{ path: `/topics/${topic.id}/replies` }]);
});

test('everything that can be written is kept the same way: topics, edits and profiles', async () => {
  const { writer } = person;
  const forms: [string, Record<string, string>][] = [
    [
      '/workspaces/understand-user-needs/topics?kind=question',
      topicFields('question', { writer, title: 'Kept' }),
    ],
    [
      `/topics/${topic.id}/edit`,
      topicFields('question', { writer, title: 'Kept edit', visibility: 'public' }),
    ],
    [`/people/${person.id}/edit`, { writer, name: 'Kept Name', workingOn: 'Kept words' }],
  ];
  for (const [path, fields] of forms) {
    const agent = app.visitor();
    await send(agent, path, fields).expect(303);
    const done = await send(agent, '/dev/sign-in', { personId: person.id }).expect(303);
    const page = await agent.get(done.headers.location ?? '');
    expect([path, page.text.includes('Kept')]).toEqual([path, true]);
  }
});

test('every form that somebody writes in says whose it is, so that it can be kept', async () => {
  const agent = await app.signInAs(person);
  for (const path of [
    `/topics/${topic.id}`,
    `/topics/${topic.id}/edit`,
    '/workspaces/understand-user-needs/topics/new?kind=pattern',
    `/people/${person.id}/edit`,
  ]) {
    const { text } = await agent.get(path).expect(200);
    const forms = text.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const written = forms.filter((form) => /<textarea|type="text"/.test(form));
    expect([path, written.length]).not.toEqual([path, 0]);
    for (const form of written) expect(form).toContain(`name="writer" value="${person.writer}"`);
  }
});

test('what is refused then is shown again with its text', async () => {
  const agent = app.visitor();
  const long = 'Written for an hour '.repeat(1001);
  await reply(agent, { body: long }).expect(303);
  const done = await signInByLink(agent, person);
  expect(done.status).toBe(422);
  expect(done.text).toContain(`${long}</textarea>`);
});

test('every character comes through, also those that mean something in JSON, and what Postgres cannot keep is said', async () => {
  const body = 'C:\\u0000\\users "quoted" \\\\u0000 \u2028 😀 <b> %00 \\';
  const agent = app.visitor();
  await reply(agent, { body }).expect(303);
  expect((await signInByLink(agent, person)).status).toBe(303);
  const edit = await agent.get(
    /href="(\/replies\/\d+\/edit)"/.exec((await agent.get(`/topics/${topic.id}`)).text)?.[1] ?? '',
  );
  const shown = /<textarea[^>]*>\n([\s\S]*?)<\/textarea>/.exec(edit.text)?.[1];
  expect(shown).toBe(body.replace(/"/g, '&quot;').replace('<b>', '&lt;b&gt;'));

  const other = app.visitor();
  await reply(other, { body: 'Before\0after' }).expect(303);
  const done = await signInByLink(other, person);
  expect([303, 422]).toContain(done.status);
  expect((await other.get(`/topics/${topic.id}`)).text + done.text).toMatch(/Before.?after/);
});

describe('it is nobody else’s', () => {
  test('somebody else who signs in on that computer does not post it; its writer still can', async () => {
    const agent = app.visitor();
    await reply(agent).expect(303);
    const other = await makePerson();
    const done = await signInByLink(agent, other);
    expect(afterWelcome(done)).toBe('/');
    expect(await replies()).toBe(0);
    await send(agent, '/sign-out').expect(303);
    await signInByLink(agent, person);
    expect(await replies()).toBe(1);
  });

  test("an attacker's words, held in their browser under a victim's id, are not posted by the victim's link", async () => {
    const attacker = app.visitor();
    await reply(attacker, { body: 'Words put in a mouth' }).expect(303);
    await send(attacker, '/sign-in', { email: person.email }).expect(200);
    const done = await send(app.visitor(), lastLink());
    expect(afterWelcome(done)).toBe('/');
    expect(await replies()).toBe(0);
  });

  test('what somebody leaves behind on a shared computer under another’s name is not posted by who comes next', async () => {
    const other = await makePerson();
    const signature = other.writer.split('.')[1];
    for (const writer of [String(person.id), `${person.id}.`, `${person.id}.${signature}`, other.writer]) {
      const agent = app.visitor();
      await reply(agent, { writer, body: 'I resign' }).expect(303);
      await signInByLink(agent, person);
    }
    expect(await replies()).toBe(0);
  });

  test('one held as somebody else is not posted as oneself', async () => {
    const other = await makePerson();
    for (const writer of [person.writer, 'constructor', '-1', '1e0', 'NaN', `${other.id},${other.id}`]) {
      const agent = app.visitor();
      await reply(agent, { writer }).expect(303);
      await send(agent, '/dev/sign-in', { personId: other.id }).expect(303);
    }
    expect(await replies()).toBe(0);
  });

  test('signing in lets nobody do what they may not: another topic’s draft, or a suspended writer', async () => {
    const author = await makePerson();
    const draft = await makeTopic(author, { kind: 'guidance', state: 'draft' });
    const agent = app.visitor();
    const fields = { body: 'Into a draft', writer: person.writer };
    await send(agent, `/topics/${draft.id}/replies`, fields).expect(303);
    const done = await signInByLink(agent, person);
    expect(done.status).toBe(404);
    expect(done.text).toContain('Into a draft');

    const suspended = app.visitor();
    await reply(suspended).expect(303);
    await suspend(person);
    expect((await signInByLink(suspended, person)).status).toBe(403);
    expect(await replies()).toBe(0);
  });
});

describe('what is not held', () => {
  test('what says that it is somebody’s without being from a page of theirs', async () => {
    const before = await countRows('held_posts');
    for (const writer of ['1', `${person.id}.`, 'constructor', `${person.writer}x`, ` ${person.writer}`]) {
      const sent = await reply(app.visitor(), { writer }).expect(303);
      expect(sent.headers['set-cookie']).toBeUndefined();
    }
    expect(await countRows('held_posts')).toBe(before);
  });

  test('what nobody wrote: a button pressed by a visitor', async () => {
    const before = await countRows('held_posts');
    const sent = await send(app.visitor(), `/topics/${topic.id}/state`, { state: 'answered' });
    expect([sent.status, sent.headers['set-cookie']]).toEqual([303, undefined]);
    expect(await countRows('held_posts')).toBe(before);
  });

  test('a script’s request is told in so many words, and keeps its text itself', async () => {
    const sent = await reply(app.visitor()).set('Sec-Fetch-Mode', 'cors');
    expect(sent.status).toBe(401);
    expect(sent.body).toEqual({ signIn: `/sign-in?back=%2Ftopics%2F${topic.id}&signedOut=yes` });
  });

  test('after a day it is over', async () => {
    const agent = app.visitor();
    await reply(agent).expect(303);
    later({ hours: 25 });
    await signInByLink(agent, person);
    expect(await replies()).toBe(0);
  });

  test('one place cannot fill the database: after thirty in an hour it says how long to wait, and shows the text', async () => {
    let sent = await reply(app.visitor());
    for (let at = 0; at < 121 && sent.status !== 429; at++) sent = await reply(app.visitor());
    expect(sent.status).toBe(429);
    expect(sent.text).toContain('Written for an hour');
    expect(sent.text).toMatch(/Try again in \d+ minutes/);
  });
});

test('its cookie is for this server alone, and no script can read it', async () => {
  const { headers } = await reply(app.visitor());
  if (headers['set-cookie'])
    expect(String(headers['set-cookie'])).toMatch(/^sp_held=[\w-]{43};.*HttpOnly; SameSite=Lax$/);
});
