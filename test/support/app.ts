import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { createServer } from '../../server/app.ts';
import { closeDatabase, openDatabase } from '../../server/platform/database.ts';
import type { Member } from '../../server/platform/viewer.ts';
import { doWhatComesFirst } from './before-the-app-stops.ts';
import { runJobs } from './jobs.ts';
import { connectTo, type Page } from './live-page.ts';
import { makePerson, makeReply, makeTopic } from './make.ts';

export type Agent = ReturnType<typeof request.agent>;

/**
 * Runs the real application on this file's database while its tests run. People are signed in by the form that
 * /dev/sign-in has, and keep their cookies; every request says that it comes from a page of ours, as browsers do.
 * `listenAt` may give another address to listen to the database at.
 */
export function useApp({ listenAt = async (url: string) => url } = {}) {
  const databaseUrl = process.env.DATABASE_URL as string;
  const pages: Page[] = [];
  let witness: { page: Page; author: Member; topicId: number } | undefined;
  let running: Awaited<ReturnType<typeof createServer>>;
  let address = '';
  // As browsers do; a connection for each request takes longer than many an answer.
  const connections = new http.Agent({ keepAlive: true });

  beforeAll(async () => {
    openDatabase(databaseUrl);
    running = await createServer(await listenAt(databaseUrl));
    running.server.listen(0, '127.0.0.1');
    await once(running.server, 'listening');
    address = `http://127.0.0.1:${(running.server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    for (const page of pages.splice(0)) page.close();
  });
  afterAll(async () => {
    await doWhatComesFirst();
    witness?.page.close();
    connections.destroy();
    await running.close();
    await closeDatabase();
  });

  /** A browser that nobody has signed in with. Packing and unpacking its pages takes long: browsers proper see to that. */
  const visitor = (): Agent =>
    request
      .agent(address)
      .set({ Origin: address, 'Accept-Encoding': 'identity' })
      .use((asking: { agent: (agent: http.Agent) => unknown }) => void asking.agent(connections));

  async function appoint() {
    const author = await makePerson();
    const { id: topicId } = await makeTopic(author, { requirement: null, visibility: 'group' });
    const agent = await signInAs(author);
    const page = connectTo(address, { Origin: address, Cookie: cookiesOf(agent, address) });
    await page.opened;
    await page.watch(`topic:${topicId}`);
    return { page, author, topicId };
  }

  async function signInAs({ id }: { id: number }, agent = visitor()): Promise<Agent> {
    await agent.post('/dev/sign-in').type('form').send({ personId: id }).expect(303);
    return agent;
  }

  return {
    visitor,
    signInAs,
    /** Waits until open pages have been told of all that was committed before: they are told in that order. */
    async settle(): Promise<void> {
      witness ??= await appoint();
      const { number } = await makeReply(witness.author, witness.topicId);
      await witness.page.hear(number + 1);
    },
    /** Does what waits to be done later and is due; nothing does while nobody asks. */
    runJobs: () => runJobs(),
    /** A request that says nothing about where it comes from. */
    bare: () => request(address),
    get address() {
      return address;
    },
    get routes() {
      return running.app.router;
    },
    get live() {
      return running.live;
    },
    /** A page of that browser that is open, with its live connection. */
    async connect(agent = visitor(), headers: Record<string, string> = {}): Promise<Page> {
      const page = connectTo(address, { Origin: address, Cookie: cookiesOf(agent, address), ...headers });
      pages.push(page);
      await page.opened;
      return page;
    },
  };
}

/** What a browser would send as its cookies. */
export function cookiesOf(agent: Agent, address: string, path = '/'): string {
  const { hostname } = new URL(address);
  return agent.jar.getCookies({ domain: hostname, path, secure: false, script: false }).toValueString();
}

/** Sends a form as a browser does; fields can also be given as they stand in the body. */
export const send = (agent: Agent, path: string, fields: Record<string, string | number> | string = {}) =>
  agent.post(path).type('form').send(fields);
