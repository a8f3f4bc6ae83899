import { sql } from 'drizzle-orm';
import { db } from '../../server/platform/database.ts';
import { isListening } from '../../server/platform/listening.ts';
import { useApp } from '../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { openNetwork } from '../support/network.ts';
import { until } from '../support/until.ts';

let network: Awaited<ReturnType<typeof openNetwork>>;
const app = useApp({
  async listenAt(url) {
    network = await openNetwork(url);
    return network.url;
  },
});
afterAll(() => network.close());

/** Cuts the connection that hears of changes, as a network or a restart of Postgres does. */
async function cut(): Promise<void> {
  const { rows } = await db.execute<{ cut: boolean }>(sql`
    select pg_terminate_backend(pid) as cut from pg_stat_activity
    where datname = current_database() and application_name = 'standard-practice listener'`);
  expect(rows).toEqual([{ cut: true }]);
}

const health = async () => (await app.visitor().get('/health')).status;

test('when the connection that hears of changes is cut, no page that was kept is shown any more', async () => {
  const author = await makePerson();
  const topic = await makeTopic(author);
  await app.settle();
  await app.visitor().get(`/topics/${topic.id}`).expect(200);
  await app.visitor().get(`/topics/${topic.id}`).expect(200);
  const lost = until('it notices', () => !isListening());
  await cut();
  await lost;
  expect(await health()).toBe(503);
  await makeReply(author, topic.id, { body: 'Said in silence' });
  expect((await app.visitor().get(`/topics/${topic.id}`)).text).toContain('Said in silence');
  await until('it listens again', isListening);
  expect(await health()).toBe(200);
  expect((await app.visitor().get(`/topics/${topic.id}`)).text).toContain('Said in silence');
});

test('open pages are told to ask for what they missed, and hear of what is new', async () => {
  const author = await makePerson();
  const topic = await makeTopic(author);
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);
  const lost = until('it notices', () => !isListening());
  await cut();
  await lost;
  await makeReply(author, topic.id, { body: 'Said in silence' });
  await until('they are told', () => page.catchUps() > 0);
  const { body } = await app.visitor().get(`/topics/${topic.id}/changes?after=1`).expect(200);
  expect(JSON.stringify(body.patches)).toContain('Said in silence');

  await makeReply(author, topic.id, { body: 'Said aloud' });
  await page.hearText('Said aloud');
  expect(page.socket.connected).toBe(true);
});

test('when it is dead without a word, nothing older than three seconds is shown, and it listens again when it can', async () => {
  const author = await makePerson();
  const topic = await makeTopic(author);
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);
  await app.settle();
  await app.visitor().get(`/topics/${topic.id}`).expect(200);
  network.freeze();
  await makeReply(author, topic.id, { body: 'Said in silence' });
  const said = Date.now();
  const staleFor = await until('it is shown', async () => {
    const asked = Date.now() - said;
    const { text } = await app.visitor().get(`/topics/${topic.id}`);
    return text.includes('Said in silence') ? Math.max(1, asked) : 0;
  });
  expect(staleFor).toBeLessThan(3000 + 500);
  expect(page.told).toEqual([]);
  expect(await health()).toBe(503);

  network.thaw();
  await until('it listens again', isListening);
  await until('open pages are told to ask', () => page.catchUps() > 0);
  await makeReply(author, topic.id, { body: 'Said aloud' });
  await page.hearText('Said aloud');
});

test('requests go on when the other connections are cut', async () => {
  const author = await makePerson();
  const topic = await makeTopic(author);
  const agent = await app.signInAs(author);
  await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await until('a page is shown', async () => (await agent.get(`/topics/${topic.id}`)).status === 200);
  await until('it listens', isListening);
  await agent.get(`/topics/${topic.id}`).expect(200);
});
