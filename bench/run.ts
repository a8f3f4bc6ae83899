import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startChild } from './child.ts';
import { type Prepared, prepareData } from './data/prepare.ts';
import { startDatabase } from './database.ts';
import { measureFanOut } from './measure/fan-out.ts';
import {
  type BareUrls,
  type MeasuredPage,
  measureFirstTime,
  measurePage,
  type PageFigures,
} from './measure/pages.ts';
import { measureFollowed, measurePosting } from './measure/posting.ts';
import { measureStatements } from './measure/statements.ts';
import { type OurServer, startOurServer } from './our-server.ts';
import type { Sizes } from './sizes.ts';

interface Options {
  importFile?: string;
  /** Told what is being done. */
  say(what: string): void;
}

/** Measures everything once, on servers and a database started for it. */
export async function runBench(sizes: Sizes, { importFile, say }: Options) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'standard-practice-bench-log-'));
  const logFile = path.join(folder, 'log');
  const secret = randomBytes(32).toString('hex');
  say('Starting Postgres and filling it');
  const database = await startDatabase();
  const where = { databaseUrl: database.url, secret, logFile };
  try {
    const data = await prepareData(sizes, { ...where, importFile });
    say('Counting SQL statements');
    const statements = await measureStatements(pagesToCount(data), where);
    const server = await startOurServer(database.url, secret, logFile);
    try {
      const atStart = await server.readMemory();
      const pages = await measurePages(server, data, sizes, say);
      const afterPages = await server.readMemory();
      const posting = await measurePostings(server, database.ownerUrl, data, sizes, say);
      const followed = await measureFollowedTopic(server, data, sizes, say);
      say(`Telling ${sizes.openPages} open pages of a reply`);
      const fanOut = await measureFanOut(watched(server, data), sizes);
      const memory = { atStart, afterPages, afterLoad: await server.readMemory() };
      return {
        machine: describeMachine(),
        sizes,
        startedIn: server.startedIn,
        pages,
        posting,
        followed,
        fanOut,
        statements,
        memory,
      };
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
    await rm(folder, { recursive: true });
  }
}

export type BenchFigures = Awaited<ReturnType<typeof runBench>>;

const browsersEncodings = 'gzip, deflate, br';

async function measurePages(server: OurServer, data: Prepared, sizes: Sizes, say: Options['say']) {
  const [load, bare] = [startChild('load.ts'), startChild('bare-express.ts')];
  try {
    const paths = data.topicIds.map((id) => `/topics/${id}`);
    const once = data.topicIdsOnce.map((id) => `/topics/${id}`);
    const rooms = data.workspaceSlugs.map((slug) => `/workspaces/${slug}`);
    const { cookies } = data;
    const bareUrls = await bare.ask<BareUrls>({ pages: {} });
    const measured: MeasuredPage[] = [
      { name: 'topic, visitor', paths, cookies: [] },
      { name: 'topic, member', paths, cookies },
      { name: 'topic, visitor, compressed', paths, cookies: [], acceptEncoding: browsersEncodings },
      { name: 'topic, member, compressed', paths, cookies, acceptEncoding: browsersEncodings },
      { name: 'workspace, visitor', paths: rooms, cookies: [] },
      { name: 'workspace, member', paths: rooms, cookies },
    ];
    const figures: Record<string, PageFigures> = {};
    for (const page of measured) {
      say(`Asking for pages: ${page.name}`);
      figures[page.name] = await measurePage(page, { load, ours: server, bare, bareUrls }, sizes);
    }
    say('Asking for pages for the first time');
    const half = once.length / 2;
    const firstTime = {
      visitor: await measureFirstTime(
        { name: '', paths: once.slice(0, half), cookies: [] },
        load,
        server.url,
      ),
      member: await measureFirstTime({ name: '', paths: once.slice(half), cookies }, load, server.url),
    };
    return { kept: figures, firstTime };
  } finally {
    await Promise.all([load.stop(), bare.stop()]);
  }
}

async function measurePostings(
  server: OurServer,
  databaseUrl: string,
  data: Prepared,
  sizes: Sizes,
  say: Options['say'],
) {
  const [clients, bare] = [startChild('clients.ts'), startChild('bare-express.ts')];
  try {
    const { url } = await bare.ask<BareUrls>({ pages: {}, databaseUrl });
    const { post } = watched(server, data);
    const barePost = { ...post, url, path: '/rows' };
    say('Posting replies');
    return {
      oneAtOnce: await measurePosting({ clients, post, barePost, atOnce: 1 }, sizes),
      tenAtOnce: await measurePosting({ clients, post, barePost, atOnce: 10 }, sizes),
    };
  } finally {
    await Promise.all([clients.stop(), bare.stop()]);
  }
}

async function measureFollowedTopic(
  { url }: OurServer,
  { topicIdsOnce: [followedId, aloneId], cookies }: Prepared,
  sizes: Sizes,
  say: Options['say'],
) {
  const clients = startChild('clients.ts');
  // One poster for both: whoever posts follows.
  const postTo = (id?: number) => ({
    url,
    path: `/topics/${id}/replies`,
    cookies: cookies.slice(0, 1),
    body: replyText,
  });
  try {
    say(`Posting to a topic that ${sizes.followers} people follow`);
    return await measureFollowed({ clients, followed: postTo(followedId), alone: postTo(aloneId) }, sizes);
  } finally {
    await clients.stop();
  }
}

const replyText =
  'We tried a paper prototype with the contact centre, and calls about it fell by a third within two months. ' +
  'Before we changed anything, half of the forms came back without an address.\n\n- It took six weeks\n- It cost nothing';

/** A topic that everybody watches, and what is posted to it. */
function watched({ url }: OurServer, { topicIds: [id], cookies }: Prepared) {
  return {
    room: `topic:${id}`,
    cookies,
    post: { url, path: `/topics/${id}/replies`, cookies, body: replyText },
  };
}

function pagesToCount({ topicIds: [first, second], workspaceSlugs: [slug], cookies: [cookie] }: Prepared) {
  return {
    'topic, visitor': { path: `/topics/${first}` },
    'topic, member': { path: `/topics/${second}`, cookie },
    'workspace, visitor': { path: `/workspaces/${slug}` },
    'workspace, member': { path: `/workspaces/${slug}`, cookie },
  };
}

const describeMachine = () => ({
  processors: os.cpus().length,
  model: os.cpus()[0]?.model.trim(),
  memoryGigabytes: Math.round(os.totalmem() / 2 ** 30),
  node: process.version,
  platform: `${os.platform()} ${os.release()}`,
});
