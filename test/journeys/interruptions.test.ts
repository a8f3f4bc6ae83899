import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { acceptAnswer } from '../../server/features/replies/accept-answer.ts';
import { editReply } from '../../server/features/replies/edit-reply.ts';
import { removeReply } from '../../server/features/replies/remove-reply.ts';
import { closeDatabase, openDatabase } from '../../server/platform/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { useBrowser } from '../support/browser.ts';
import { ask } from '../support/databases.ts';
import { type Line, openLine } from '../support/line.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { type NodeProcess, startNode } from '../support/node-process.ts';
import { fillTemplate } from '../support/template.ts';
import { until } from '../support/until.ts';
import { isLive, openLivePage, shows, wasNeverReloaded } from '../support/visits.ts';

const databaseUrl = process.env.DATABASE_URL as string;
const browser = useBrowser();
let nodes: NodeProcess[] = [];
let line: Line;
let asker: Member;
let helper: Member;

beforeAll(async () => {
  openDatabase(databaseUrl);
  asker = await makePerson({ name: 'Amina Rahman' });
  helper = await makePerson({ name: 'Tom Price' });
  nodes = [await startNode(databaseUrl)];
  line = await openLine(nodes[0]?.port as number);
});
afterAll(async () => {
  line.close();
  await Promise.all(nodes.map((node) => node.kill()));
  await closeDatabase();
});

const open = (id: number, to = line) =>
  openLivePage({ browser, address: `http://127.0.0.1:${to.port}`, as: asker, path: `/topics/${id}` });

test('a line that is cut while 50 replies, 5 edits, 3 removals and an accepted answer are made', async () => {
  const topic = await begin();
  const page = await open(topic.id);
  line.cut();
  await happen(topic);
  await shows(page, '[data-offline]', 'The connection was lost at');
  expect(await page.locator('.live-status').textContent()).toContain('Not live since');
  line.mend();
  await endsAsTheDatabaseHasIt(page, topic.id);
  expect(await page.locator('[data-offline]').isVisible()).toBe(false);
});

test('a browser that is offline says so, and since when', async () => {
  const topic = await begin();
  const page = await open(topic.id);
  await page.context().setOffline(true);
  await shows(page, '[data-offline]', 'You have been offline since');
  await happen(topic);
  await page.context().setOffline(false);
  await endsAsTheDatabaseHasIt(page, topic.id);
});

test('a line that is cut and mended again and again while things happen', async () => {
  const topic = await begin();
  const page = await open(topic.id);
  let isDone = false;
  const happening = happen(topic).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    line.cut();
    await makeReply(helper, topic.id);
    line.mend();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await isLive(page);
  }
  await happening;
  await endsAsTheDatabaseHasIt(page, topic.id);
});

test('more has happened than is sensible to patch', async () => {
  const topic = await begin();
  const page = await open(topic.id);
  await page.fill('#body', 'Half a sentence');
  line.cut();
  const [first] = topic.replies;
  for (let edit = 0; edit < 201; edit++) await editReply(helper, first?.id ?? 0, `Version ${edit}`);
  await happen(topic);
  line.mend();
  // The page is then what the server would show on it: the first of three.
  await endsAsTheDatabaseHasIt(page, topic.id, { repliesOnPage: 20 });
  expect(await page.locator('.govuk-pagination__item').count()).toBe(3);
  expect(await page.inputValue('#body')).toBe('Half a sentence');
});

test('the server is killed and started again', async () => {
  const topic = await begin();
  const page = await open(topic.id);
  await nodes.shift()?.kill();
  await happen(topic);
  nodes.push(await startNode(databaseUrl));
  line.mend(nodes[0]?.port);
  await endsAsTheDatabaseHasIt(page, topic.id);
});

test('of two nodes on one database the one that the page is on is killed', async () => {
  const topic = await begin();
  const second = await startNode(databaseUrl);
  nodes.push(second);
  const page = await open(topic.id);
  const otherLine = await openLine(second.port);
  const other = await open(topic.id, otherLine);

  const happening = happen(topic);
  await page.waitForSelector('#reply-10', { state: 'attached' });
  await nodes.shift()?.kill();
  line.mend(second.port);
  await happening;
  await endsAsTheDatabaseHasIt(page, topic.id);
  await endsAsTheDatabaseHasIt(other, topic.id);
  otherLine.close();
});

test('Postgres is stopped and started again, and things happen before anybody listens to it', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'restarted-'));
  await chmod(folder, 0o755);
  const settings = ['fsync=off'];
  let postgres = await startEmbeddedPostgres(folder, settings);
  const portOf = () => Number(new URL(postgres.url).port);
  const toPostgres = await openLine(portOf());
  const throughLine = () => {
    const url = new URL(postgres.url);
    url.port = String(toPostgres.port);
    return url.href;
  };

  await closeDatabase();
  await fillTemplate(postgres);
  openDatabase(postgres.url);
  [asker, helper] = [await makePerson(), await makePerson()];
  const topic = await begin();
  const node = await startNode(throughLine());
  const toNode = await openLine(node.port);
  const page = await open(topic.id, toNode);

  toPostgres.cut();
  await closeDatabase();
  await postgres.stop();
  postgres = await startEmbeddedPostgres(folder, settings);
  openDatabase(postgres.url);
  await happen(topic);
  toPostgres.mend(portOf());
  await endsAsTheDatabaseHasIt(page, topic.id, { url: postgres.url });
  await makeReply(helper, topic.id, { body: 'And on it goes' });
  await endsAsTheDatabaseHasIt(page, topic.id, { url: postgres.url });

  await node.kill();
  await closeDatabase();
  openDatabase(databaseUrl);
  for (const opened of [toNode, toPostgres]) opened.close();
  await postgres.stop();
  await rm(await realpath(folder), { recursive: true });
});

interface Begun {
  id: number;
  replies: { id: number }[];
}

async function begin(): Promise<Begun> {
  const { id } = await makeTopic(asker);
  const replies = [];
  for (let count = 0; count < 8; count++) replies.push(await makeReply(helper, id));
  return { id, replies };
}

/** 50 replies, of which every fifth answers another, 5 edits, 3 removals and an accepted answer. */
async function happen({ id, replies }: Begun): Promise<void> {
  for (let count = 0; count < 50; count++) {
    const parentId = count % 5 === 0 ? replies[count % 3]?.id : undefined;
    const reply = await makeReply(count % 2 ? asker : helper, id, { parentId });
    if (count % 10 === 3) await editReply(count % 2 ? asker : helper, reply.id, `Edited ${count}`);
    if (count % 16 === 15) await removeReply(asker, reply.id);
    if (count === 30) await acceptAnswer(asker, reply.id);
  }
}

/** In the end the page holds exactly what the database holds, nothing twice, and was not loaded again for it. */
async function endsAsTheDatabaseHasIt(
  page: Page,
  id: number,
  { url = databaseUrl, repliesOnPage = Number.POSITIVE_INFINITY } = {},
): Promise<void> {
  const inDatabase = await listStored(id, url);
  inDatabase.replies.splice(repliesOnPage);
  let onPage: unknown;
  await until('the page has caught up', async () => {
    onPage = await listShown(page);
    return JSON.stringify(onPage) === JSON.stringify(inDatabase);
  }).catch(() => expect(onPage).toEqual(inDatabase));
  await isLive(page);
  expect(await wasNeverReloaded(page)).toBe(true);
}

async function listStored(id: number, url: string) {
  const replies = await ask(
    url,
    `select number, case when removed_at is null then body else 'This reply was removed by its author.' end as text,
       accepted_at is not null as accepted
     from replies where topic_id = ${id} order by root_number, branch_number, number`,
  );
  const [topic] = await ask(url, `select reply_count from topics where id = ${id}`);
  const answers = replies.filter(({ accepted }) => accepted).map(({ number }) => number);
  return { replies, answers, summary: `${topic.reply_count} replies` };
}

const listShown = (page: Page) =>
  page.evaluate(() => {
    const text = (element: Element, selector: string) =>
      element.querySelector(selector)?.textContent?.trim() ?? '';
    const replies = [...document.querySelectorAll<HTMLElement>('.replies > li')].map((reply) => ({
      number: Number(reply.dataset.number),
      text: text(reply, '.prose'),
      accepted: reply.querySelector('.reply__accepted') !== null,
    }));
    const answers = [...document.querySelectorAll<HTMLAnchorElement>('.answer > p:last-child a')];
    return {
      replies,
      answers: answers.map(({ href }) => Number(href.split('/').at(-1))),
      summary: text(document.body, '[data-part="summary"]'),
    };
  });
