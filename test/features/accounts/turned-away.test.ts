import { and, eq } from 'drizzle-orm';
import { sendSignInLink } from '../../../server/features/accounts/sign-in-link.ts';
import { guestAccess } from '../../../server/features/guests/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { lastLink, makeGuest, makePerson } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

const day = 86_400_000;

async function linkTo({ email }: { email: string }) {
  await sendSignInLink(email, '/');
  return lastLink();
}

const set = ({ id }: { id: number }, values: Partial<typeof people.$inferInsert>) =>
  db.update(people).set(values).where(eq(people.id, id));

/** What both the page of a link and its button say. */
async function told(link: string): Promise<string> {
  const [page, sent] = [await app.visitor().get(link), await send(app.visitor(), link)];
  expect([page.status, sent.status]).toEqual([403, 403]);
  expect(sent.headers['set-cookie']).toBeUndefined();
  const main = (text: string) => /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '';
  expect(main(sent.text)).toBe(main(page.text));
  return main(page.text);
}

test('who is suspended is told why, until when, and how to appeal; and comes in again afterwards', async () => {
  const person = await makePerson();
  const suspendedUntil = new Date('2031-03-04T00:00:00Z');
  await set(person, {
    suspendedAt: new Date(),
    suspendedUntil,
    suspensionReason: 'Posted others’ <details>',
  });
  const text = await told(await linkTo(person));
  expect(text).toContain('You are suspended');
  expect(text).toContain('You cannot sign in until 3 March 2031.');
  expect(text).toContain('The reason that was given: Posted others’ &lt;details&gt;');
  expect(text).toContain('you can appeal: ask a coordinator');
  await set(person, { suspendedUntil: new Date(Date.now() - day) });
  await send(app.visitor(), await linkTo(person)).expect(303);
});

test('who is suspended does not come back by another name of the same mailbox', async () => {
  const person = await makePerson();
  await set(person, { suspendedAt: new Date() });
  const again = person.email.replace('@', '+2@');
  const { text } = await send(app.visitor(), '/sign-in', { email: again }).expect(200);
  expect(text).toContain('use your council address');
  await app.runJobs();
  expect(mailbox.filter(({ to }) => to === again)).toEqual([]);
  await send(app.visitor(), await linkTo({ email: again }), { name: 'Same' }).expect(422);
});

test('without an end it says so, and without a reason none', async () => {
  const person = await makePerson();
  await set(person, { suspendedAt: new Date() });
  const text = await told(await linkTo(person));
  expect(text).toContain('until somebody lifts this');
  expect(text).not.toContain('reason');
});

test('who has left is told whom to ask', async () => {
  const person = await makePerson();
  await set(person, { leftAt: new Date() });
  expect(await told(await linkTo(person))).toContain('ask your council lead');
});

test('who is no longer a guest is told whom to ask', async () => {
  const guest = await makeGuest();
  await db.update(guestAccess).set({ endsAt: new Date() }).where(eq(guestAccess.personId, guest.id));
  expect(await told(await linkTo(guest))).toContain('ask the coordinator who invited you');
});

test('nobody is told before they show that they hold the address', async () => {
  const [person, other] = [await makePerson(), await makePerson()];
  await set(person, { suspendedAt: new Date(), suspensionReason: 'A secret reason' });
  const pages = [];
  for (const { email } of [person, other]) {
    const { text } = await send(app.visitor(), '/sign-in', { email }).expect(200);
    pages.push(text.replaceAll(email, ''));
  }
  expect(pages[0]).toBe(pages[1]);
});

test('who is dormant wakes by signing in, and any sign-in by a link proves the address', async () => {
  const person = await makePerson();
  await set(person, { dormantAt: new Date(), proofAskedAt: new Date() });
  later({ days: 20 });
  const agent = app.visitor();
  await send(agent, await linkTo(person)).expect(303);
  expect((await agent.get('/account')).text).toContain(person.email);
  const [row] = await db.select().from(people).where(eq(people.id, person.id));
  expect([row?.dormantAt, row?.proofAskedAt]).toEqual([null, null]);
  expect((row?.addressProvedAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(19 * day);
  const woke = and(eq(accessLog.personId, person.id), eq(accessLog.act, 'woke'));
  expect(await db.select().from(accessLog).where(woke)).toHaveLength(1);
});

test('a used link that is opened again while signed in says kindly that it is not needed', async () => {
  const person = await makePerson();
  const [link, agent] = [await linkTo(person), app.visitor()];
  await send(agent, link).expect(303);
  const { text } = await agent.get(link).expect(410);
  expect(text).toContain('You are signed in already');
  expect(text).toContain(person.name);
  expect((await app.visitor().get(link).expect(410)).text).toContain('This link no longer works');
});
