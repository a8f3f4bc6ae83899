import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';

/** A mail server that knows nobody. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo: (_, __, done) => done(Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 })),
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const { port } = server.server.address() as AddressInfo;

// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, { SMTP_URL: `smtp://127.0.0.1:${port}`, LOG_LEVEL: 'silent' });
const { send, useApp } = await import('../../support/app.ts');
const database = await import('../../../server/platform/database.ts');
const { people } = await import('../../../server/features/people/tables.ts');

const app = useApp();
afterAll(() => new Promise<void>((done) => server.close(done)));

test('somebody outside the councils whose mailbox is gone is not written to again for days', async () => {
  const email = 'gone@example.org';
  await database.db.insert(people).values({ email, name: 'Gone', councilId: 1 });
  await send(app.visitor(), '/sign-in', { email }).expect(200);
  await app.runJobs();
  const { rows } = await database.db.execute(sql`select id from graphile_worker.jobs where attempts > 0`);
  expect(rows).toEqual([]);
});
