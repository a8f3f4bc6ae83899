import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeDraft, makeGuest, makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let reader: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Asha Asker' });
  reader = await app.signInAs(await makePerson({ council: 'hackney' }));
});

const quoted = async (agent: Agent, topicId: number, post: string) =>
  (await agent.get(`/topics/${topicId}/quotation?quote=${post}`).expect(200)).body;
/** What stands in the form for a reply. */
const begun = async (agent: Agent, address: string) => {
  const { text } = await agent.get(address).expect(200);
  const [, typed = ''] = /<textarea[^>]*id="body"[^>]*>\n([^<]*)<\/textarea>/.exec(text) ?? [];
  return typed.replaceAll('&gt;', '>').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
};

test('a reply is quoted as it was written, with where it is from and without its author’s name', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(asker, id, { body: '> Earlier\n\nUse **paper**\n\n- and [@A B](/people/1)\n' });
  const text = `> > Earlier
>
> Use **paper**
>
> - and [@A B](/people/1)
>
> — [Reply 1, Camden](/topics/${id}/replies/1)`;
  const source = `[Reply 1, Camden](/topics/${id}/replies/1)`;
  expect(await quoted(reader, id, '1')).toEqual({ text, source });

  const { text: page } = await reader.get(`/topics/${id}`);
  expect(page).toContain(`href="/topics/${id}?answer&#x3D;1&amp;quote&#x3D;1#write"`);
  expect(await begun(reader, `/topics/${id}?answer=1&quote=1`)).toBe(`${text}\n\n`);
  const { text: asked } = await reader.get(`/topics/${id}?answer=1&quote=1`);
  expect(asked).toContain('In answer to 1');
  await send(reader, `/topics/${id}/replies`, { body: `${text}\n\nWe do` }).expect(303);
  const { text: after } = await reader.get(`/topics/${id}`);
  expect(after).toContain(`<a href="/topics/${id}/replies/1">Reply 1, Camden</a>`);
});

test('a topic is quoted with the headings of its page', async () => {
  const { id } = await makeTopic(asker, { fields: { trying: 'Fewer missed bins', tried: 'A form' } });
  expect((await quoted(reader, id, 'topic')).text).toBe(`> **What we are trying to do**
>
> Fewer missed bins
>
> **What we have tried**
>
> A form
>
> — [The question, Camden](/topics/${id})`);
  const one = await makeTopic(asker, { fields: { trying: 'Fewer missed bins', tried: '' } });
  expect(await begun(reader, `/topics/${one.id}?quote=topic`)).toMatch(/^> Fewer missed bins\n>\n> — /);
});

test('what was typed before stays above it, and it comes once', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(asker, id, { body: 'Use paper' });
  const writer = await makePerson();
  await makeDraft(writer, id, 'I think so.');
  const agent = await app.signInAs(writer);
  const address = `/topics/${id}?quote=1`;
  const first = await begun(agent, address);
  expect(first).toMatch(/^I think so\.\n\n> Use paper\n>\n> — \[Reply 1, Camden\]\(\S+\)\n\n$/);
  const twice = await makePerson();
  await makeDraft(twice, id, `${first}And more`);
  expect(await begun(await app.signInAs(twice), address)).toBe(`${first}And more`);
});

test('what is not there, or not for them, is not quoted', async () => {
  const { id } = await makeTopic(asker, { visibility: 'group' });
  await makeReply(asker, id, { body: 'Still here' });
  const removed = await makeReply(asker, id, { body: 'Taken back' });
  await send(await app.signInAs(asker), `/replies/${removed.id}/removal`).expect(303);
  expect((await quoted(reader, id, '1')).text).toContain('Still here');
  for (const post of ['2', '3', '0', '-1', 'x', '99999999999']) {
    await reader.get(`/topics/${id}/quotation?quote=${post}`).expect(404);
    expect(await begun(reader, `/topics/${id}?quote=${post}`)).toBe('');
  }
  const outside = await app.signInAs(await makeGuest({ workspaces: [2] }));
  for (const agent of [outside, app.visitor()]) {
    await agent.get(`/topics/${id}/quotation?quote=1`).expect(404);
    await agent.get(`/topics/${id}?quote=1`).expect(404);
  }
});

test('a guest’s post is quoted without their organisation, which may have to go with their name', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(await makeGuest({ approved: true }), id, { body: 'From outside' });
  expect((await quoted(reader, id, '1')).source).toBe(`[Reply 1](/topics/${id}/replies/1)`);
});

test('a block of code that nobody closed does not swallow where it is from', async () => {
  const { id } = await makeTopic(asker);
  await makeReply(asker, id, { body: 'Run\n\n```\nnpm start' });
  expect((await quoted(reader, id, '1')).text).toBe(
    `> Run\n>\n> \`\`\`\n> npm start\n> \`\`\`\n>\n> — [Reply 1, Camden](/topics/${id}/replies/1)`,
  );
});
