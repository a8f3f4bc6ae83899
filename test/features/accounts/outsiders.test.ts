import { sql } from 'drizzle-orm';
import { startMailServer } from '../../support/mail-server.ts';

/** A mail server that knows nobody. */
const server = await startMailServer({ refuses: () => '550 5.1.1 No such user' });

// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, { SMTP_URL: server.url, LOG_LEVEL: 'silent' });
const { send, useApp } = await import('../../support/app.ts');
const database = await import('../../../server/platform/database.ts');
const { people } = await import('../../../server/features/people/tables.ts');

const app = useApp();
afterAll(server.stop);

test('somebody outside the councils whose mailbox is gone is not written to again for days', async () => {
  const email = 'gone@example.org';
  await database.db.insert(people).values({ email, name: 'Gone', councilId: 1 });
  await send(app.visitor(), '/sign-in', { email }).expect(200);
  await app.runJobs();
  const { rows } = await database.db.execute(sql`select id from graphile_worker.jobs where attempts > 0`);
  expect(rows).toEqual([]);
});
