import { type Agent, send, useApp } from '../support/app.ts';
import { makePerson, makeTopic, topicFields, workspaceOf } from '../support/make.ts';
import { queriesDuring } from '../support/queries.ts';
import { until } from '../support/until.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;
let paths: string[];

beforeAll(async () => {
  author = await makePerson();
  agent = await app.signInAs(author);
  paths = [
    '/',
    '/standard',
    `/workspaces/${(await workspaceOf(1)).slug}`,
    `/councils/${author.council.slug}`,
  ];
});

const pageOf = async (path: string) => (await app.visitor().get(path).expect(200)).text;
const asks = (path: string) => queriesDuring(() => app.visitor().get(path).expect(200));

test('lists are drawn for the first visitor, and kept for the others, as they are or compressed', async () => {
  for (const path of paths) {
    const first = await pageOf(path);
    await until(`${path} is kept`, async () => (await asks(path)).length === 0);
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { text, headers } = await app.visitor().get(path).set('Accept-Encoding', encoding);
      expect([headers['content-encoding'] ?? 'identity', text]).toEqual([encoding, first]);
      await app
        .visitor()
        .get(path)
        .set('If-None-Match', headers.etag ?? '')
        .expect(304, '');
    }
  }
});

test('a list shows what was posted, and what is public no longer, as soon as it is heard of', async () => {
  const before = await Promise.all(paths.map(pageOf));
  const topic = await makeTopic(author, { title: 'Kept lists', visibility: 'public' });
  for (const [at, path] of paths.entries()) {
    await until(`${path} shows it`, async () => (await pageOf(path)) !== before[at]);
    if (path !== '/standard') expect(await pageOf(path)).toContain('Kept lists');
  }
  await send(
    agent,
    `/topics/${topic.id}/edit`,
    topicFields('question', { title: 'Kept lists', visibility: 'group' }),
  );
  for (const path of paths) {
    await until(`${path} no longer shows it`, async () => !(await pageOf(path)).includes('Kept lists'));
  }
});

test('a page that catches up, and says so, is drawn anew', async () => {
  for (const path of paths) {
    await until(`${path} is kept`, async () => (await asks(path)).length === 0);
    const asked = await queriesDuring(() =>
      app.visitor().get(path).set('Cache-Control', 'no-cache').expect(200),
    );
    expect(asked.length).toBeGreaterThan(1);
  }
});

test('members get their own, never a kept one', async () => {
  for (const path of paths) {
    await pageOf(path);
    const { text, headers } = await agent.get(path).expect(200);
    expect(text).toContain('action="/sign-out"');
    expect(headers.etag).toBeUndefined();
    expect(await pageOf(path)).not.toContain('action="/sign-out"');
  }
});
