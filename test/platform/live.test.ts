import { send, useApp } from '../support/app.ts';
import { makePerson, makeReply, makeTopic, workspaceOf } from '../support/make.ts';
import { until } from '../support/until.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;

beforeAll(async () => {
  author = await makePerson();
});

test('a page watches topics, workspaces and the Standard, and is told how far each is', async () => {
  const topic = await makeTopic(author);
  const { id, standardId } = await workspaceOf(1);
  const page = await app.connect();
  await app.settle();
  expect(await page.watch(`topic:${topic.id}`)).toEqual({ ok: true, seq: 1, behind: false });
  for (const room of [`workspace:${id}`, `standard:${standardId}`]) {
    expect(await page.watch(room)).toEqual({ ok: true, seq: expect.any(Number), behind: false });
  }
});

test('whatever is no room is refused without harm', async () => {
  const page = await app.connect();
  const topic = await makeTopic(author);
  const wrong: unknown[] = [
    ...[
      '',
      'constructor',
      'constructor:1',
      '__proto__',
      '__proto__:1',
      'hasOwnProperty:1',
      'toString',
      'get:1',
    ],
    ...[
      'topic',
      'topic:',
      'topic:abc',
      'topic:0',
      'topic:-1',
      'topic:1.5',
      'topic:1e3',
      'topic: 1',
      'topic:01',
    ],
    ...[
      `topic:${topic.id}:2`,
      `topic:${topic.id} member`,
      `topic:${topic.id}\0`,
      'topic:99999999999',
      'topic:999999',
    ],
    ...[
      'TOPIC:1',
      'people:1',
      'person:1',
      `session:${author.id}`,
      'topic:\ud800',
      'x'.repeat(5000),
      'topic:1'.repeat(10),
    ],
    ...[1, null, undefined, true, {}, [], [`topic:${topic.id}`], { toString: 'topic:1' }, Number.NaN],
  ];
  for (const batch of [wrong.slice(0, 25), wrong.slice(25)]) {
    const asker = await app.connect();
    for (const name of batch) {
      expect([name, await asker.watch(name)]).toEqual([name, { ok: false, reason: 'not found' }]);
    }
    expect(asker.socket.connected).toBe(true);
  }
  expect(await page.watch(`topic:${topic.id}`)).toMatchObject({ ok: true });
});

test('messages that make no sense are passed over, and the server goes on', async () => {
  const page = await app.connect();
  const topic = await makeTopic(author);
  page.socket.emit('watch');
  page.socket.emit('watch', `topic:${topic.id}`, 'not a function');
  page.socket.emit('unwatch');
  page.socket.emit('unwatch', { length: 3 });
  page.socket.emit('error', 'pretended');
  page.socket.emit('constructor', {});
  page.socket.emit('change', `topic:${topic.id}`, { patches: [{ part: 'topic', html: 'forged' }] });
  const other = await app.connect();
  expect(await other.watch(`topic:${topic.id}`)).toMatchObject({ ok: true });
  await makeReply(author, topic.id, { body: 'After nonsense' });
  await other.hearText('After nonsense');
  expect(JSON.stringify(other.told)).not.toContain('forged');
});

test.each([
  '2x',
  '3999999999999',
  '42["watch"',
  '42{}',
  '451-["watch",{"_placeholder":true,"num":99}]',
  '42["newListener"]',
])('a packet that is none ends at most its own connection: %s', async (packet) => {
  const witness = await app.connect();
  const page = await app.connect();
  page.socket.io.engine.write(packet);
  await page.watch('topic:999999').catch(() => undefined);
  expect(await witness.watch('topic:999999')).toEqual({ ok: false, reason: 'not found' });
  await app.visitor().get('/health').expect(200);
});

test('a message that is too large ends its connection', async () => {
  const page = await app.connect();
  page.socket.emit('watch', 'x'.repeat(20_000));
  await page.ended();
});

test('a page watches at most ten rooms, and another when it leaves one', async () => {
  const topics = [];
  for (let at = 0; at < 11; at++) topics.push(await makeTopic(author));
  const rooms = topics.map(({ id }) => `topic:${id}`);
  const page = await app.connect();
  for (const room of rooms.slice(0, 10)) expect(await page.watch(room)).toMatchObject({ ok: true });
  expect(await page.watch(rooms[10])).toEqual({ ok: false, reason: 'too many' });
  expect(await page.watch(rooms[3])).toMatchObject({ ok: true });
  page.socket.emit('unwatch', rooms[0]);
  expect(await page.watch(rooms[10])).toMatchObject({ ok: true });
  await makeReply(author, topics[0]?.id ?? 0, { body: 'Left behind' });
  await makeReply(author, topics[10]?.id ?? 0, { body: 'Watched now' });
  await page.hearText('Watched now');
  expect(JSON.stringify(page.told)).not.toContain('Left behind');
});

test('rooms that cannot be opened take up no room', async () => {
  const topic = await makeTopic(author);
  const page = await app.connect();
  for (let at = 0; at < 15; at++) await page.watch(`topic:${900_000 + at}`);
  expect(await page.watch(`topic:${topic.id}`)).toMatchObject({ ok: true });
});

test('a page that sends too many messages is shut out; it and others can come back', async () => {
  const page = await app.connect();
  for (let at = 0; at < 40; at++) page.socket.emit('unwatch', 'topic:1');
  await page.ended();
  const again = await app.connect();
  expect(await again.watch('topic:999999')).toEqual({ ok: false, reason: 'not found' });
});

test('nor may it send too many that are no message', async () => {
  const page = await app.connect();
  const answers: unknown[] = [];
  page.socket.io.engine.on('packet', (packet) => answers.push(packet));
  for (let at = 0; at < 1000; at++) page.socket.io.engine.write(`0/nothing-${at},`);
  await page.ended();
  expect(answers.length).toBeLessThan(60);
});

test('every change is told once to each page, in the order of its numbers, however many make them', async () => {
  const topic = await makeTopic(author);
  const pages = await Promise.all([1, 2, 3].map(() => app.connect()));
  for (const page of pages) await page.watch(`topic:${topic.id}`);
  const agents = await Promise.all([author, await makePerson()].map((person) => app.signInAs(person)));
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      send(agents[at % 2] as (typeof agents)[0], `/topics/${topic.id}/replies`, {
        body: `Said ${at}`,
      }).expect(303),
    ),
  );
  for (const page of pages) {
    await page.hear(21);
    expect(page.told.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, at) => at + 2));
  }
});

test('what a page is told when it comes in late is what it would have been told', async () => {
  const topic = await makeTopic(author);
  for (let at = 0; at < 5; at++) await makeReply(author, topic.id);
  const page = await app.connect();
  const { seq } = await page.watch(`topic:${topic.id}`);
  expect(seq).toBe(6);
  const { body } = await app.visitor().get(`/topics/${topic.id}/changes?after=1`);
  expect(body.patches.filter(({ part }: { part: string }) => part.startsWith('reply-'))).toHaveLength(5);
});

test('pages that close are forgotten', async () => {
  const page = await app.connect();
  const open = app.live.count();
  page.close();
  await until('it is forgotten', () => app.live.count() === open - 1);
});
