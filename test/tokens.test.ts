import { sql } from 'drizzle-orm';
import { db } from '../server/platform/database.ts';
import { mailbox } from '../server/platform/mailbox.ts';
import { cookiesOf, send, useApp } from './support/app.ts';
import { optionsFor } from './support/authenticator.ts';
import { guestFields, makePerson, makeSavedSearch, makeTopic, workspaceOf } from './support/make.ts';

const app = useApp();

/** Everything that the database holds, as a copy of it would show it. */
async function copyOfDatabase(): Promise<string> {
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  const texts: unknown[] = [];
  for (const { name } of tables)
    texts.push((await db.execute(sql`select t::text from ${sql.raw(name)} t`)).rows);
  return JSON.stringify(texts);
}

test('a copy of the database has no link, cookie or challenge in it that could be used, also while mail waits', async () => {
  const { id: here } = await workspaceOf(1);
  const person = await makePerson({ coordinates: [here] });
  const agent = await app.signInAs(person);
  await send(app.visitor(), '/sign-in', { email: person.email }).expect(200);
  await send(agent, '/account/email', { email: `new.${person.email}` }).expect(303);
  await send(agent, '/account/proof').expect(200);
  await send(agent, '/invitations/new', { addresses: 'colleague@hackney.gov.uk' }).expect(200);
  await send(agent, '/invitations/guests/new', guestFields({ addresses: 'guest@example.org' }, here));
  const { challenge } = await optionsFor(app.visitor(), '/sign-in/passkey');
  const { token: feed } = await makeSavedSearch(person, { feed: true });
  const out = app.visitor();
  await send(out, '/topics/1/replies', { body: 'Held', writer: person.writer }).expect(303);
  const reported = await makeTopic(person);
  const report = { category: 'wrong', email: 'resident@example.org' };
  await send(app.visitor(), `/topics/${reported.id}/report/by-mail`, report).expect(200);
  const copy = await copyOfDatabase();

  await app.runJobs();
  const links = mailbox.flatMap(({ text }) => text.match(/(?<=\/)[\w-]{43}(?!\S)/g) ?? []);
  const cookies = [agent, out].flatMap((browser) =>
    cookiesOf(browser, app.address)
      .split('; ')
      .map((cookie) => /=(?:s%3A)?([\w-]+)/.exec(cookie)?.[1] ?? ''),
  );
  expect([links.length, cookies.length]).toEqual([8, 3]);
  expect(copy).toContain('colleague@hackney.gov.uk');
  await app.visitor().get(`/feeds/${feed}`).expect(200);
  for (const secret of [...links, ...cookies, challenge, feed])
    expect([secret, copy.includes(secret)]).toEqual([secret, false]);
});
