import { sql } from 'drizzle-orm';
import { flushReadings } from '../../../server/features/topics/readings.ts';
import { db } from '../../../server/platform/database.ts';
import { forget } from '../../../server/platform/kept.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { asOwner } from '../../support/databases.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';
import { quickest } from '../../support/quickest.ts';
import { until } from '../../support/until.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson();
  agent = await app.signInAs(author);
  await agent.get('/').expect(200);
});

/** A topic with so many replies to it, each tenth of them answered by the nine that follow. */
async function makeLong(count: number) {
  const topic = await makeTopic(author);
  await db.execute(sql`
    insert into replies (topic_id, number, depth, root_number, branch_number, body, html, author_id,
      author_council_id, author, form_key)
    select ${topic.id}, number, case when number % 10 = 1 then 1 else 2 end, number - (number - 1) % 10,
      case when number % 10 = 1 then 0 else number end, 'Long', '<p>Long ' || number || '</p>', ${author.id},
      ${author.council.id}, ${JSON.stringify({ id: author.id, name: author.name, job: '', role: '', council: author.council })}::jsonb,
      'long-' || ${topic.id}::int || '-' || number
    from generate_series(1, ${count}::int) number`);
  await db.execute(
    sql`update topics set last_number = ${count}, reply_count = ${count}, seq = 2 where id = ${topic.id}`,
  );
  await asOwner('analyze replies');
  return topic;
}

/** What a page asks before it is sent. How far somebody has read is written afterwards, together with others'. */
const asksFor = async (page: () => PromiseLike<unknown>) =>
  (await queriesDuring(page)).filter((text) => !text.includes('insert into reading_places'));

const numbersOn = (text: string) =>
  [...text.matchAll(/id="reply-(\d+)"/g)].map(([, number]) => Number(number));

describe('a topic of 5,000 replies', () => {
  let long: Awaited<ReturnType<typeof makeLong>>;
  let short: typeof long;

  beforeAll(async () => {
    long = await makeLong(5000);
    short = await makeLong(20);
  });

  test('is shown twenty at a time, in both orders, with links to the other pages', async () => {
    const first = await app.visitor().get(`/topics/${long.id}`);
    expect(numbersOn(first.text)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(first.text).toMatch(/page(=|&#x3D;)250#replies/);
    const last = await app.visitor().get(`/topics/${long.id}?page=250`);
    expect(numbersOn(last.text).at(-1)).toBe(5000);
    const newest = await app.visitor().get(`/topics/${long.id}?order=newest`);
    expect(numbersOn(newest.text)[0]).toBe(4991);
    expect((await app.visitor().get(`/topics/${long.id}?page=99999`)).text).toContain('id="reply-5000"');
  });

  test('is landed in the middle of by a permanent address', async () => {
    for (const number of [1, 20, 21, 2487, 5000]) {
      const found = await app.visitor().get(`/topics/${long.id}/replies/${number}`).expect(303);
      const page = Math.ceil(number / 20);
      const query = page === 1 ? '' : `?page=${page}`;
      expect(found.headers.location).toBe(`/topics/${long.id}${query}#reply-${number}`);
      const { text } = await app.visitor().get(`/topics/${long.id}${query}`);
      expect(numbersOn(text)).toContain(number);
    }
    await app.visitor().get(`/topics/${long.id}/replies/5001`).expect(404);
    await app.visitor().get(`/topics/${long.id}/replies/0`).expect(404);
  });

  test('asks the database as often as one of twenty, and about as long', async () => {
    const open = async ({ id }: { id: number }, path: string) => {
      forget(`topic:${id}`);
      await flushReadings();
      return asksFor(() => agent.get(`/topics/${id}${path}`).redirects(0));
    };
    for (const [deep, shallow] of [
      ['?page=125', ''],
      ['?page=125&order=newest', '?order=newest'],
      ['/replies/2500', '/replies/10'],
    ] as const) {
      expect((await open(long, deep)).length).toBe((await open(short, shallow)).length);
      const [inLong, inShort] = [
        await quickest(() => open(long, deep)),
        await quickest(() => open(short, shallow)),
      ];
      expect(inLong).toBeLessThan(5 * inShort + 10);
    }
  });
});

describe('what a page of a topic asks the database', () => {
  test('for a member: at most three things, when it has to be drawn and when it is kept', async () => {
    const topic = await makeTopic(author);
    for (let at = 0; at < 3; at++) await makeReply(author, topic.id);
    await app.settle();
    await flushReadings();
    const cold = await asksFor(() => agent.get(`/topics/${topic.id}`).expect(200));
    await flushReadings();
    const warm = await asksFor(() => agent.get(`/topics/${topic.id}`).expect(200));
    expect(cold.length).toBeLessThanOrEqual(3);
    expect(warm.length).toBeLessThanOrEqual(2);
  });

  test('for a visitor: nothing, once another visitor has had it, and a browser that has it gets no second copy', async () => {
    const topic = await makeTopic(author);
    await app.settle();
    const first = await app.visitor().get(`/topics/${topic.id}`).expect(200);
    const again = app.visitor();
    const asked = () => asksFor(() => again.get(`/topics/${topic.id}`).expect(200, first.text));
    // That the topic was posted may be heard after the first visitor had it, who then had it for themselves alone.
    await until('the page is kept', async () => (await asked()).length === 0);
    const { etag = '' } = first.headers;
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { text, headers } = await again.get(`/topics/${topic.id}`).set('Accept-Encoding', encoding);
      expect([encoding, headers['content-encoding'] ?? 'identity', text]).toEqual([
        encoding,
        encoding,
        first.text,
      ]);
      expect(headers.vary).toContain('Accept-Encoding');
    }
    await again.get(`/topics/${topic.id}`).set('If-None-Match', etag).expect(304, '');
    const page = await app.connect();
    await page.watch(`topic:${topic.id}`);
    await makeReply(author, topic.id);
    await page.hear(2);
    await again.get(`/topics/${topic.id}`).set('If-None-Match', etag).expect(200);
  });

  test("a member's page is asked for again each time and kept by nobody else", async () => {
    const topic = await makeTopic(author);
    const own = await agent.get(`/topics/${topic.id}`);
    expect(own.headers['cache-control']).toBe('private, no-cache');
    expect(own.headers.etag).toBeUndefined();
    const visitor = await app.visitor().get(`/topics/${topic.id}`);
    expect(visitor.headers['cache-control']).toBe('no-cache');
    expect(visitor.headers.vary).toContain('Cookie');
    expect(visitor.text).not.toContain(author.name.concat('<span class="site-header'));
    expect(visitor.headers['set-cookie']).toBeUndefined();
  });
});

describe('a page that is kept', () => {
  test('never shows what was before: the next request after each kind of change has it', async () => {
    const topic = await makeTopic(author, { title: 'First title' });
    const watcher = await app.connect(agent);
    await watcher.watch(`topic:${topic.id}`);
    const reply = () => makeReply(author, topic.id, { body: 'A first reply' });
    let replyId = 0;
    const fields = { trying: 'T', tried: '', service: '', visibility: 'public', tags: '' };
    const changes: [string, () => PromiseLike<unknown>, (page: string) => boolean][] = [
      ['posted', async () => (replyId = (await reply()).id), (page) => page.includes('A first reply')],
      [
        'edited',
        () => send(agent, `/replies/${replyId}/edit`, { body: 'Otherwise' }),
        (page) => page.includes('Otherwise'),
      ],
      [
        'accepted',
        () => send(agent, `/replies/${replyId}/acceptance`),
        (page) => page.includes('1 accepted answer'),
      ],
      [
        'undone',
        () => send(agent, `/replies/${replyId}/acceptance/removal`),
        (page) => page.includes('state--reopened'),
      ],
      ['removed', () => send(agent, `/replies/${replyId}/removal`), (page) => page.includes('was removed')],
      [
        'restored',
        () => send(agent, `/replies/${replyId}/removal/removal`),
        (page) => page.includes('Otherwise'),
      ],
      [
        'renamed',
        () => send(agent, `/topics/${topic.id}/edit`, { ...fields, title: 'Second title' }),
        (page) => page.includes('Second title'),
      ],
    ];
    let seq = 1;
    for (const [name, change, shows] of changes) {
      for (const viewer of [app.visitor(), agent]) {
        expect([name, shows((await viewer.get(`/topics/${topic.id}`)).text)]).toEqual([name, false]);
      }
      await change();
      await watcher.hear(++seq);
      for (const viewer of [app.visitor(), agent]) {
        expect([name, shows((await viewer.get(`/topics/${topic.id}`)).text)]).toEqual([name, true]);
      }
    }
  });

  test("a member's shows a change at once, before this node has heard of it", async () => {
    const topic = await makeTopic(author);
    for (let at = 0; at < 10; at++) {
      await agent.get(`/topics/${topic.id}`).expect(200);
      await makeReply(author, topic.id, { body: `Said ${at} just now` });
      expect((await agent.get(`/topics/${topic.id}`)).text).toContain(`Said ${at} just now`);
    }
  });

  test('is the same for each member but for what is theirs to do', async () => {
    const topic = await makeTopic(author);
    const reply = await makeReply(author, topic.id);
    const other = await app.signInAs(await makePerson());
    const own = (await agent.get(`/topics/${topic.id}`)).text;
    const theirs = (await other.get(`/topics/${topic.id}`)).text;
    for (const action of [
      `/topics/${topic.id}/edit`,
      `/replies/${reply.id}/removal`,
      `/replies/${reply.id}/acceptance`,
    ]) {
      expect(own).toContain(action);
      expect(theirs).not.toContain(action);
    }
    const visitors = (await app.visitor().get(`/topics/${topic.id}`)).text;
    expect(visitors).not.toMatch(/__ID__|name="body"|\/edit"/);
    expect(visitors).toContain('Sign in to reply');
  });
});
