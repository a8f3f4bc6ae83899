import { log } from '../../server/platform/log.ts';
import { send, useApp } from '../support/app.ts';
import { asOwner } from '../support/databases.ts';
import { lastLink, makePerson } from '../support/make.ts';
import { listRoutes } from '../support/routes.ts';

const app = useApp();
const { level } = log;
const logged: unknown[] = [];

beforeAll(() => {
  log.level = 'debug';
  for (const name of ['debug', 'info', 'warn', 'error'] as const)
    log[name] = (line: unknown) => logged.push(line);
});
afterAll(() => {
  log.level = level;
});

test('the token of a sign-in link that still works is not logged, also when its page fails', async () => {
  const { email } = await makePerson();
  await send(app.visitor(), '/sign-in', { email }).expect(200);
  const token = lastLink().split('/').at(-1) ?? '';

  await asOwner('alter table sign_in_links rename to gone');
  await app.visitor().get(`/sign-in/links/${token}`).expect(500);
  await send(app.visitor(), `/Sign-In/Links/${token}?a=b`).expect(500);
  await asOwner('alter table gone rename to sign_in_links');
  await app.visitor().get(`/SIGN-IN/links/${token}`).expect(200);
  await app.visitor().get(`/account/Email/confirmations/${token}`).expect(410);
  await send(app.visitor(), `/account/email/confirmations/${token}/removal`).expect(410);

  expect(logged.length).toBeGreaterThan(4);
  expect(JSON.stringify(logged)).not.toContain(token);
});

test('nor is that of any other link that is sent by email, or of a feed: each such route is known to the log', async () => {
  const token = 'a-token-that-nobody-may-read-in-a-log';
  const routes = listRoutes(app.routes).filter((route) => route.includes(':token'));
  expect(routes.length).toBeGreaterThan(8);
  for (const route of routes) {
    const [method, path = ''] = route.split(' ');
    const at = path.replace(':token', token);
    const sent = await (method === 'GET' ? app.visitor().get(at) : send(app.visitor(), at));
    expect([route, sent.status]).toEqual([route, /feeds\/|stop-emails/.test(path) ? 404 : 410]);
  }
  expect(logged.length).toBeGreaterThan(routes.length);
  expect(JSON.stringify(logged)).not.toContain(token);
});
