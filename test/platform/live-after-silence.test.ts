import { eq, sql } from 'drizzle-orm';
import { sessions } from '../../server/features/accounts/tables.ts';
import { topics } from '../../server/features/topics/tables.ts';
import { db } from '../../server/platform/database.ts';
import { useApp } from '../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';

const app = useApp();

/** Makes this node listen anew, as after a time in which it heard nothing. */
const cutListener = () =>
  db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'standard-practice listener'`);

test('who lost access while the node heard nothing is put out when it hears again', async () => {
  const author = await makePerson();
  const topic = await makeTopic(author, { visibility: 'public' });
  const signedOut = await app.connect(await app.signInAs(author));
  const outsider = await app.connect();
  const member = await app.connect(await app.signInAs(await makePerson()));
  for (const page of [signedOut, outsider, member]) {
    expect(await page.watch(`topic:${topic.id}`)).toMatchObject({ ok: true });
  }
  // Written straight to the tables: nothing says it aloud, as when it was said and not heard.
  await db.delete(sessions).where(eq(sessions.personId, author.id));
  await db.update(topics).set({ visibility: 'group' }).where(eq(topics.id, topic.id));
  await cutListener();

  await until('the signed-out page is put out', () => !signedOut.socket.connected);
  await until('the visitor is told that it is gone', () => outsider.gone.includes(`topic:${topic.id}`));
  await until('the member is told to ask', () => member.catchUps() > 0);
  await makeReply(author, topic.id, { body: 'Only for the group' });
  await member.hearText('Only for the group');
  expect(outsider.told).toEqual([]);
  expect(member.socket.connected).toBe(true);
});
