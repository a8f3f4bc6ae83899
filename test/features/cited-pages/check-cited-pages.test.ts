import { count, eq, sql } from 'drizzle-orm';
import { config } from '../../../server/config.ts';
import { checkCitedPages } from '../../../server/features/cited-pages/check-cited-pages.ts';
import { citedPages as citedPagesFeature } from '../../../server/features/cited-pages/index.ts';
import { citedPages } from '../../../server/features/cited-pages/tables.ts';
import { type WayOut, wayOut } from '../../../server/features/cited-pages/way-out.ts';
import { goRound } from '../../../server/features/reviews/go-round.ts';
import { reviews } from '../../../server/features/reviews/tables.ts';
import { changeTopicState } from '../../../server/features/topics/change-topic-state.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { formatDate } from '../../../server/platform/dates.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson, makeTopic, topicFields, topicRow } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';
import { startWebsite } from '../../support/website.ts';

const app = useApp();
let owner: Member;
let site: Awaited<ReturnType<typeof startWebsite>>;
/** A server that only this machine can reach. */
let inside: Awaited<ReturnType<typeof startWebsite>>;
let passed = 0;
/** What the names mean; any other is no name. */
let names: Record<string, string[]> = {};

beforeAll(async () => {
  owner = await makePerson({ name: 'Olu Owner' });
  site = await startWebsite();
  inside = await startWebsite();
});
beforeEach(() => {
  names = { 'pages.test': ['127.0.0.1'], 'other.test': ['127.0.0.1'] };
});
afterEach(async () => {
  passed = 0;
  backToNow();
  site.asked.length = 0;
  site.answers.clear();
  expect(inside.asked).toEqual([]);
  await db.execute(sql`delete from citations`);
  await db.execute(sql`delete from cited_pages`);
  // What a test wrote is nobody's concern in the next.
  await db.update(topics).set({ state: 'withdrawn' }).where(eq(topics.kind, 'guidance'));
  await db.update(topics).set({ state: 'retired' }).where(eq(topics.kind, 'pattern'));
});
afterAll(() => Promise.all([site.stop(), inside.stop()]));

function pass({ milliseconds = 0, minutes = 0, days = 0 }): void {
  passed += milliseconds / 60_000 + minutes + days * 24 * 60;
  later({ minutes: passed });
}

/** As in production, but that names mean what they do here and that the one website counts as public. */
const way: WayOut = {
  ...wayOut,
  async resolve(name) {
    const found = names[name];
    if (!found) throw Object.assign(new Error(`No ${name}`), { code: 'ENOTFOUND' });
    return found;
  },
  mayVisit: (address, port) =>
    (address === '127.0.0.1' && port === site.port) || wayOut.mayVisit(address, port),
  pause: async (milliseconds) => pass({ milliseconds }),
  patience: 5_000,
};
const check = (by = way) => checkCitedPages(by);
async function checkEach(times: number, after: { days?: number; minutes?: number }, by = way): Promise<void> {
  for (let time = 0; time < times; time++) {
    pass(after);
    await check(by);
  }
}

const citing = (...addresses: string[]) =>
  makeTopic(owner, {
    kind: 'guidance',
    fields: { body: addresses.map((to) => `See <${to}>.`).join('\n\n') },
  });
const page = async (path: string, as = owner) => (await (await app.signInAs(as)).get(path).expect(200)).text;
const rowOf = async (address: string) =>
  (await db.select().from(citedPages).where(eq(citedPages.address, address)))[0];
const asksFor = async (id: number) =>
  (await db.select({ asks: count() }).from(reviews).where(sql`topic_id = ${id} and outcome = 'asked'`))[0]
    ?.asks;

test('a page that is gone twice, a day apart, makes what links to it due, and its owner is asked', async () => {
  const gone = site.at('/gone?a=1&b=2');
  site.answers.set('/gone?a=1&b=2', 404);
  const { id, title } = await citing(gone, site.at('/there'));
  await check();
  expect((await topicRow(id)).health).toBe('current');
  await checkEach(2, { minutes: 60 });
  const { id: highest = 0 } = (await rowOf(site.at('/there'))) ?? {};
  await citing(site.at('/new'));
  await check();
  expect((await rowOf(site.at('/new')))?.id).toBe(highest + 1);
  expect(site.askedFor('/gone?a=1&b=2')).toEqual(['HEAD', 'GET']);
  expect(site.askedFor('/there')).toEqual(['HEAD']);

  await checkEach(1, { days: 1 });
  const day = formatDate(clock.now());
  expect(await topicRow(id)).toMatchObject({
    health: 'review-due',
    reviewReasons: [`The link to ${gone} in it did not work on ${day}`],
  });
  await goRound();
  const told = (await listTold()).find(({ subject }) => subject.includes(title));
  expect(told?.text).toContain(`The link to ${gone} in it`);

  const shown = `This link did not work on ${day}: <a class="govuk-link" href="${gone.replace('&', '&amp;')}"`;
  const written = (html: string) => html.replaceAll('&#x3D;', '=');
  const review = written(await page(`/topics/${id}/review`));
  expect(review).toContain(shown);
  // Said once, and once more in what has happened.
  expect(review.split('did not work on')).toHaveLength(3);
  expect(written(await page(`/topics/${id}/edit`))).toContain(shown);
  expect(await page(`/topics/${id}`)).toContain('/gone?a');
  const coordinator = await makePerson({ coordinates: 'all' });
  expect(await page('/reviews?need=due', coordinator)).toContain('in it did not work on');
});

test('it is asked for once, “still right” or not, until the page was there again or the text has changed', async () => {
  site.answers.set('/a', 410);
  const { id } = await citing(site.at('/a'), site.at('/there'));
  await check();
  await checkEach(3, { days: 1 });
  await checkEach(3, { days: 7 });
  expect(await asksFor(id)).toBe(1);
  await send(await app.signInAs(owner), `/topics/${id}/review`).expect(303);
  await checkEach(3, { days: 7 });
  expect(await topicRow(id)).toMatchObject({ health: 'current', reviewReasons: [] });
  expect(await page(`/topics/${id}/review`)).toContain('This link did not work on');

  site.answers.delete('/a');
  await checkEach(1, { days: 7 });
  expect(await page(`/topics/${id}/review`)).not.toContain('This link did');
  site.answers.set('/a', 404);
  await checkEach(1, { days: 7 });
  expect((await topicRow(id)).health).toBe('current');
  await checkEach(1, { days: 1 });
  expect(await asksFor(id)).toBe(2);

  const edited = (body: string, from: number) => topicFields('guidance', { body, from: `${from}` });
  await send(await app.signInAs(owner), `/topics/${id}/edit`, edited(`Still ${site.at('/a')}`, 1)).expect(
    303,
  );
  await check();
  expect(await topicRow(id)).toMatchObject({ health: 'review-due', reviewReasons: [expect.any(String)] });
  await send(await app.signInAs(owner), `/topics/${id}/edit`, edited('Without it', 2)).expect(303);
  expect(await page(`/topics/${id}/review`)).not.toContain('This link did');
  await check();
  expect(await rowOf(site.at('/a'))).toBeUndefined();
  expect((await topicRow(id)).health).toBe('current');
});

test('a page is asked for once however many link to it, and each of them is due; not what is no longer followed', async () => {
  site.answers.set('/a', 404);
  const one = await citing(site.at('/a#first'));
  const two = await makeTopic(owner, {
    kind: 'pattern',
    fields: { links: `[Code](${site.at('/a#second')})` },
  });
  const withdrawn = await citing(site.at('/a'));
  const question = await makeTopic(owner, { fields: { trying: site.at('/asked') } });
  await citing(site.at('/a'), site.at('/a'));
  await changeTopicState(owner, withdrawn.id, 'withdrawn');
  await check();
  expect(site.asked.map(({ path }) => path)).toEqual(['/a', '/a']);
  await checkEach(1, { days: 1 });
  for (const { id } of [one, two]) expect((await topicRow(id)).health).toBe('review-due');
  for (const { id } of [withdrawn, question]) expect((await topicRow(id)).health).toBe('current');
  await db.update(topics).set({ state: 'withdrawn' }).where(eq(topics.kind, 'guidance'));
  await changeTopicState(owner, two.id, 'retired');
  await check();
  expect(await rowOf(site.at('/a'))).toBeUndefined();
});

test('says who asks, and nothing of who reads', async () => {
  await citing(site.at('/a'));
  await check();
  const { headers } = site.asked[0] ?? {};
  expect(headers?.['user-agent']).toBe(`Standard Practice link check (+${config.baseUrl}/about)`);
  expect(Object.keys(headers ?? {}).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
});

test('what is busy, broken or closed to us is not dead before four weeks in a row', async () => {
  const hosts = ['503', '500', '403', '429', 'slow', 'cut', 'odd'];
  for (const host of hosts) names[`${host}.test`] = ['127.0.0.1'];
  for (const status of [503, 500, 403, 429]) site.answers.set(`/${status}`, status);
  site.answers.set('/slow', () => {});
  site.answers.set(
    '/odd',
    (req) =>
      void req.socket.write('HTTP/1.1 101 Other words\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n'),
  );
  site.answers.set('/cut', (req) => void req.socket.destroy());
  const made: number[] = [];
  for (const host of hosts) made.push((await citing(site.at(`/${host}`, `${host}.test`))).id);
  const healths = async () => Promise.all(made.map(async (id) => (await topicRow(id)).health));
  await citing(site.at('/there'));
  const hasty = { ...way, patience: 100 };
  await check(hasty);
  await checkEach(3, { days: 7 }, hasty);
  expect(await healths()).toEqual(hosts.map(() => 'current'));
  await checkEach(1, { days: 7 }, hasty);
  expect(await healths()).toEqual(hosts.map(() => 'review-due'));
  const last = formatDate(clock.now());
  expect(await page(`/topics/${made[0]}/review`)).toContain(
    `This link could not be reached for four weeks, last on ${last}: `,
  );
});

test('one good answer in between, and the weeks are counted anew', async () => {
  const { id } = await citing(site.at('/500'));
  site.answers.set('/500', 500);
  await check();
  await checkEach(3, { days: 7 });
  site.answers.delete('/500');
  await checkEach(1, { days: 7 });
  expect(await rowOf(site.at('/500'))).toMatchObject({ failures: 0, failingSince: null });
  site.answers.set('/500', 500);
  await checkEach(4, { days: 7 });
  expect((await topicRow(id)).health).toBe('current');
  await checkEach(1, { days: 7 });
  expect((await topicRow(id)).health).toBe('review-due');
});

test('a server that says when to come again is left alone until then, also about its other pages', async () => {
  const inTenDays = () => new Date(clock.now().getTime() + 10 * 86_400_000).toUTCString();
  site.answers.set('/a', (_req, res) => void res.writeHead(429, { 'retry-after': inTenDays() }).end());
  await citing(site.at('/a'), site.at('/b'), site.at('/c', 'other.test'));
  await check();
  expect(site.asked.map(({ path }) => path)).toEqual(['/c', '/a']);
  await checkEach(9, { days: 1 });
  expect(site.askedFor('/a')).toEqual(['HEAD']);
  expect(site.askedFor('/b')).toEqual([]);
  site.answers.set('/a', (_req, res) => void res.writeHead(503, { 'retry-after': '120' }).end());
  await checkEach(1, { days: 1 });
  expect(site.askedFor('/a')).toEqual(['HEAD', 'HEAD']);
  expect(site.askedFor('/b')).toEqual([]);
  await checkEach(1, { minutes: 60 });
  expect(site.askedFor('/a')).toHaveLength(2);
});

test('a host is asked one thing at a time, two seconds apart, and for twenty pages an hour', async () => {
  let open = 0;
  let most = 0;
  const addresses = Array.from({ length: 25 }, (_, at) => `/page-${at}`);
  for (const path of addresses)
    site.answers.set(path, (_req, res) => {
      most = Math.max(most, ++open);
      res
        .on('close', () => open--)
        .writeHead(200)
        .end();
    });
  await citing(
    ...addresses.map((path) => site.at(path)),
    site.at('/x', 'other.test'),
    site.at('/y', 'other.test'),
  );
  await check();
  const times = site.asked.filter(({ host }) => host === 'pages.test').map(({ at }) => at);
  expect(times).toHaveLength(20);
  for (const [at, time] of times.slice(1).entries())
    expect(time - (times[at] ?? 0)).toBeGreaterThanOrEqual(2_000);
  // The others need not wait for that.
  expect(site.asked.slice(0, 4).map(({ host }) => host)).toEqual([
    'other.test',
    'pages.test',
    'other.test',
    'pages.test',
  ]);
  expect(most).toBe(1);
  await checkEach(1, { minutes: 60 });
  expect(site.asked).toHaveLength(27);
});

test('a page is not read, and asked for as a whole only where less is refused', async () => {
  for (const status of [405, 501, 403, 404])
    site.answers.set(
      `/${status}`,
      (req, res) => void res.writeHead(req.method === 'HEAD' ? status : 200).end(),
    );
  let sent = 0;
  const ended = new Promise<void>((resolve) => {
    site.answers.set('/endless', (req, res) => {
      if (req.method === 'HEAD') return void res.writeHead(405).end();
      const more = () => {
        while (!res.destroyed && res.write('x'.repeat(10_000))) sent++;
      };
      res.on('drain', more).on('close', resolve);
      more();
    });
  });
  const paths = ['/405', '/501', '/403', '/404', '/endless'];
  await citing(...paths.map((path) => site.at(path)));
  await check();
  await ended;
  expect(sent).toBeLessThan(2_000);
  for (const path of paths) {
    expect(site.askedFor(path)).toEqual(['HEAD', 'GET']);
    expect(await rowOf(site.at(path))).toMatchObject({ status: 200, failures: 0 });
  }
});

test('goes where a page has moved, five times at most, as politely', async () => {
  const moved = (from: string, to: string) =>
    site.answers.set(from, (_req, res) => void res.writeHead(302, { location: to }).end());
  for (const [from, to] of ['12', '23', '34', '45', '56']) moved(`/${from}`, `/${to}`);
  moved('/round', '/round');
  moved('/lost', site.at('/missing', 'other.test'));
  moved('/home', `${config.baseUrl}/standard`);
  site.answers.set('/missing', 404);
  await citing(
    ...['/1', '/round', '/lost', '/home'].map((path) => site.at(path)),
    `${config.baseUrl}/topics/1`,
  );
  await check();
  expect(await rowOf(site.at('/1'))).toMatchObject({ status: 200, failures: 0 });
  expect(site.askedFor('/round')).toHaveLength(6);
  expect(await rowOf(site.at('/round'))).toMatchObject({ failures: 1, goneSince: null });
  expect(await rowOf(site.at('/lost'))).toMatchObject({ status: 404, failures: 1 });
  expect(await rowOf(site.at('/home'))).toMatchObject({ status: 302, failures: 0 });
  expect(await rowOf(`${config.baseUrl}/topics/1`)).toBeUndefined();
  const hops = site.asked.filter(({ host }) => host === 'pages.test').map(({ at }) => at);
  for (const [at, time] of hops.slice(1).entries())
    expect(time - (hops[at] ?? 0)).toBeGreaterThanOrEqual(2_000);
});

test('nothing that only this server can reach is asked for, whatever leads there', async () => {
  names['inside.test'] = ['127.0.0.1'];
  names['private.test'] = ['10.0.0.1', '::ffff:127.0.0.1'];
  names['both.test'] = ['10.0.0.1', '127.0.0.1'];
  const { port } = inside;
  const forbidden = [
    `http://127.0.0.1:${port}/number`,
    `http://2130706433:${port}/one-number`,
    `http://0x7f.1:${port}/hexadecimal`,
    `http://[::1]:${port}/six`,
    `http://[::ffff:127.0.0.1]:${port}/mapped`,
    `http://inside.test:${port}/name`,
    `http://private.test/private`,
    `http://somebody:secret@pages.test:${site.port}/credentials`,
  ];
  const { id } = await citing(...forbidden, site.at('/both', 'both.test'));
  const redirected = forbidden.map((to, at) => {
    site.answers.set(`/to-${at}`, (_req, res) => void res.writeHead(301, { location: to }).end());
    return site.at(`/to-${at}`);
  });
  site.answers.set(
    '/to-mail',
    (_req, res) => void res.writeHead(301, { location: 'ftp://pages.test/a' }).end(),
  );
  await citing(...redirected, site.at('/to-mail'));
  await check();
  await checkEach(6, { days: 7 });
  expect(site.asked.map(({ path }) => path)).not.toContain('/credentials');
  // Of a name's addresses, only those are connected to that may be.
  expect(site.askedFor('/both').length).toBeGreaterThan(0);
  // Not knowing is held against nobody.
  const failed = await db.select().from(citedPages).where(sql`failures > 0`);
  expect(failed).toEqual([]);
  expect((await topicRow(id)).health).toBe('current');
});

test('a name is looked up once for each request, and what it means a moment later changes nothing', async () => {
  let lookups = 0;
  const rebinding: WayOut = {
    ...way,
    resolve: async () => (lookups++ % 2 === 0 ? ['127.0.0.1'] : ['127.0.0.2']),
  };
  await citing(site.at('/a', 'rebinding.test'));
  await checkCitedPages(rebinding);
  expect(site.askedFor('/a')).toEqual(['HEAD']);
  expect(lookups).toBe(1);
});

test('a name that is gone is dead the second time, unless nobody else answers either', async () => {
  const lost = 'http://lost.test/a';
  const { id } = await citing(lost);
  await check();
  await checkEach(4, { days: 1 });
  expect(await rowOf(lost)).toMatchObject({ failures: 0, deadSince: null });
  await citing(site.at('/1'), site.at('/2'));
  await checkEach(1, { days: 1 });
  expect(await rowOf(lost)).toMatchObject({ failures: 1, deadSince: null, status: null });
  await citing(site.at('/3'));
  await checkEach(1, { days: 1 });
  expect((await topicRow(id)).reviewReasons).toEqual([
    `The link to ${lost} in it did not work on ${formatDate(clock.now())}`,
  ]);
});

test('where there is no way out, only a few are tried each hour', async () => {
  await citing(...Array.from({ length: 30 }, (_, at) => `http://lost-${at}.test/`));
  let lookups = 0;
  await checkCitedPages({
    ...way,
    async resolve() {
      lookups++;
      throw Object.assign(new Error(), { code: 'EAI_AGAIN' });
    },
  });
  expect(lookups).toBe(10);
});

test('the job does nothing unless links are to be checked here', async () => {
  await citing(site.at('/a'));
  await citedPagesFeature.regularly?.check?.run();
  expect(await db.$count(citedPages)).toBe(0);
});
