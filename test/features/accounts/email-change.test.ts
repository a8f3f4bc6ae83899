import { eq } from 'drizzle-orm';
import { emailChanges } from '../../../server/features/accounts/tables.ts';
import { findCouncil } from '../../../server/features/councils/queries.ts';
import { identityProviders, providerSubjects } from '../../../server/features/identity-providers/tables.ts';
import { leave } from '../../../server/features/leaving/leave.ts';
import { markBack } from '../../../server/features/people/leave.ts';
import { listMoves } from '../../../server/features/people/queries.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog, roleGrants } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { SignedIn } from '../../../server/platform/viewer.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { lastLink, makeGuest, makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

let made = 0;
const newAddress = (council = 'camden') => `new.${++made}@${council}.gov.uk`;

let person: SignedIn;
let agent: Agent;
beforeEach(async () => {
  person = await makePerson();
  agent = await app.signInAs(person);
});

const isSignedIn = async (browser: Agent) => (await browser.get('/')).text.includes('action="/sign-out"');

const addressOf = async ({ id }: { id: number }) =>
  (await db.select().from(people).where(eq(people.id, id)))[0]?.email;

const logOf = async ({ id }: { id: number }) =>
  (await db.select().from(accessLog).where(eq(accessLog.personId, id)).orderBy(accessLog.id)).map(
    ({ act, about }) => [act, about].filter(Boolean).join(': '),
  );

/** The newest mail to an address. */
async function mailTo(address: string) {
  await app.runJobs();
  const mail = mailbox.find(({ to }) => to === address);
  if (!mail) throw new Error(`There is no mail to ${address}`);
  return mail;
}

async function linkTo(address: string): Promise<string> {
  const { text } = await mailTo(address);
  const link = /https?:\/\/\S+\/account\/email\/confirmations\/[\w-]+/.exec(text)?.[0] ?? '';
  expect(link).not.toBe('');
  return new URL(link).pathname;
}

/** Asks for the change, and brings both links. */
async function begin(to: string, fields: Record<string, string> = {}) {
  const { headers } = await send(agent, '/account/email', { email: to, ...fields }).expect(303);
  expect(headers.location).toBe('/account/email?done=asked');
  return { old: await linkTo(person.email), new: await linkTo(to) };
}

const yes = (link: string, browser = agent) => send(browser, link).expect(303);

describe('changing an address', () => {
  test('takes a yes from both, in either order', async () => {
    for (const first of ['old', 'new'] as const) {
      const to = newAddress();
      const before = await addressOf(person);
      const links = await begin(to);
      const second = first === 'old' ? 'new' : 'old';
      const asked = await agent.get(links[first]).expect(200);
      expect(asked.text).toContain('Yes, change my address');
      await yes(links[first]);
      expect(await addressOf(person)).toBe(before);
      expect((await agent.get(links[first])).text).toContain('This address has said yes');
      expect((await agent.get('/account/email')).text).toContain('Has said yes');
      await yes(links[second]);
      expect(await addressOf(person)).toBe(to);
      expect((await agent.get(links[second])).text).toContain('Your email address has changed');
      expect((await agent.get('/account/email')).text).toContain(to);
      person = { ...person, email: to };
    }
    expect(await logOf(person)).toEqual(['email-changed', 'email-changed']);
  });

  test('needs no session to say yes: mail is read where it is read', async () => {
    const to = newAddress();
    const links = await begin(to);
    await yes(links.new, app.visitor());
    const elsewhere = app.visitor();
    await yes(links.old, elsewhere);
    expect(await addressOf(person)).toBe(to);
    expect((await elsewhere.get(links.old)).text).toContain('Sign in with your new address');
    expect(await isSignedIn(agent)).toBe(false);
  });

  test('ends every session but the one used, which is another from then on', async () => {
    const there = await app.signInAs(person);
    const open = await app.connect(there);
    const links = await begin(newAddress());
    await yes(links.old);
    const before = cookiesOf(agent, app.address);
    await yes(links.new);
    await open.ended();
    expect([await isSignedIn(agent), await isSignedIn(there)]).toEqual([true, false]);
    const planted = await app.bare().get('/').set('Cookie', before);
    expect(planted.text).not.toContain('action="/sign-out"');
  });

  test('somebody else who opens the link stays who they are', async () => {
    const other = await makePerson();
    const theirs = await app.signInAs(other);
    const links = await begin(newAddress());
    await yes(links.old, theirs);
    await yes(links.new, theirs);
    expect((await theirs.get('/account')).text).toContain(other.email);
  });

  test('is told to both addresses, proves the new one, and voids sign-in links to the old one', async () => {
    const to = newAddress();
    await send(app.visitor(), '/sign-in', { email: person.email }).expect(200);
    const stale = lastLink();
    const links = await begin(to);
    later({ days: 1 });
    await yes(links.old);
    await yes(links.new);
    for (const address of [person.email, to]) {
      expect((await mailTo(address)).subject).toBe('Your email address has changed');
    }
    backToNow();
    await send(app.visitor(), stale).expect(410);
    const [row] = await db.select().from(people).where(eq(people.id, person.id));
    expect((row?.addressProvedAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(23 * 3_600_000);
  });

  test('can be cancelled on the page, or by a no from either address', async () => {
    let links = await begin(newAddress());
    await send(agent, '/account/email/removal').expect(303);
    for (const link of [links.old, links.new]) {
      const { text } = await agent.get(link).expect(410);
      expect(text).toContain('This change was cancelled');
      await send(agent, link);
    }
    links = await begin(newAddress());
    await yes(links.new);
    await send(app.visitor(), `${links.old}/removal`).expect(303);
    await yes(links.old);
    expect(await addressOf(person)).toBe(person.email);
    expect((await agent.get('/account/email')).text).toContain('name="email"');
  });

  test('is over after three days', async () => {
    const links = await begin(newAddress());
    await yes(links.old);
    later({ days: 3.01 });
    expect((await app.visitor().get(links.new).expect(410)).text).toContain('This link has run out');
    await send(app.visitor(), links.new);
    expect(await addressOf(person)).toBe(person.email);
  });

  test('only one is under way at a time; sending the same again begins no other', async () => {
    const to = newAddress();
    await begin(to);
    await send(agent, '/account/email', { email: to }).expect(303);
    const { text } = await send(agent, '/account/email', { email: newAddress() }).expect(409);
    expect(text).toContain('You are changing your address already');
    const rows = await db.select().from(emailChanges).where(eq(emailChanges.personId, person.id));
    expect(rows).toHaveLength(1);
  });

  test('saying yes at the same moment is done once', async () => {
    const links = await begin(newAddress());
    await Promise.all([yes(links.old, app.visitor()), yes(links.new, app.visitor())]);
    expect(await logOf(person)).toEqual(['email-changed']);
  });

  test('an address that two ask for goes to one of them, also when they say yes at the same moment', async () => {
    const to = newAddress();
    const last: string[] = [];
    for (const _ of [1, 2]) {
      person = await makePerson();
      agent = await app.signInAs(person);
      const links = await begin(to);
      await yes(links.old);
      last.push(links.new);
    }
    const said = await Promise.all(last.map((link) => send(app.visitor(), link)));
    expect(said.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('using sign-in links in the same moment fails neither', async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      person = await makePerson();
      agent = await app.signInAs(person);
      const links = await begin(newAddress());
      await yes(links.old, app.visitor());
      const signIns: string[] = [];
      for (const _ of [1, 2, 3]) {
        await send(app.visitor(), '/sign-in', { email: person.email }).expect(200);
        signIns.push(lastLink());
      }
      const said = await Promise.all([...signIns, links.new].map((link) => send(app.visitor(), link)));
      // A link that comes just after the move is one of somebody new at the old address, who is asked for a name.
      for (const { status } of said) expect([303, 410, 422]).toContain(status);
      expect(await addressOf(person)).not.toBe(person.email);
    }
  });

  test('is cancelled for whoever is suspended or has left meanwhile, and stays so when they are back', async () => {
    const administrator = await app.signInAs(await makePerson({ administrator: true }));
    const suspension = `/administration/people/${person.id}/suspension`;
    const links = await begin(newAddress());
    await yes(links.old);
    await send(administrator, suspension, { reason: 'Because' }).expect(303);
    await send(app.visitor(), links.new).expect(303);
    expect((await app.visitor().get(links.new).expect(410)).text).toContain('This change was cancelled');
    expect(await addressOf(person)).toBe(person.email);

    person = await makePerson();
    agent = await app.signInAs(person);
    const others = await begin(newAddress());
    await leave(person, { withoutName: false });
    await app.visitor().get(others.new).expect(410);
    await db.transaction((tx) => markBack(tx, person.id));
    expect((await app.visitor().get(others.new).expect(410)).text).toContain('This change was cancelled');
  });

  test('a link that was made up is told in words', async () => {
    expect((await agent.get('/account/email/confirmations/made-up').expect(410)).text).toContain(
      'This link does not work',
    );
    await send(agent, '/account/email/confirmations/made-up').expect(410);
  });

  test('nothing changes by opening a link, as mail scanners do', async () => {
    const links = await begin(newAddress());
    for (const link of [links.old, links.new]) await app.visitor().get(link).expect(200);
    expect(await addressOf(person)).toBe(person.email);
  });
});

describe('an address that is somebody else’s already', () => {
  test('looks like any other to whoever asks, and its mail has no link', async () => {
    const other = await makePerson();
    const { headers } = await send(agent, '/account/email', { email: other.email }).expect(303);
    expect(headers.location).toBe('/account/email?done=asked');
    const taken = (await agent.get('/account/email')).text.replaceAll(other.email, '');
    const links = (await mailTo(other.email)).text.match(/https?:\S+/g);
    expect(links).toEqual([expect.stringMatching(/\/emails\/address-taken$/)]);
    await yes(await linkTo(person.email));
    await send(agent, '/account/email/removal').expect(303);
    const free = newAddress();
    await begin(free);
    const same = (await agent.get('/account/email')).text.replaceAll(free, '');
    const withoutTimes = (text: string) =>
      text.replace(/<time.*?<\/time>/g, '').replace(/writer" value="[^"]*"/, '');
    expect(withoutTimes(same)).toBe(withoutTimes(taken));
  });

  test('cannot be taken from whoever joins with it meanwhile', async () => {
    const to = newAddress();
    const links = await begin(to);
    await yes(links.old);
    await makePerson({ email: to });
    const { text } = await send(agent, links.new).expect(409);
    expect(text).toContain('Your email address has not changed');
    expect(await addressOf(person)).toBe(person.email);
    await agent.get(links.new).expect(410);
  });
});

describe('what is refused', () => {
  test.each([
    ['', 'Enter your work email address'],
    ['nonsense', 'Enter an email address in the correct format'],
    ['name@example.org', 'Enter an address at a London council'],
    ['name@notcamden.gov.uk', 'Enter an address at a London council'],
  ])('%j', async (email, words) => {
    const { text } = await send(agent, '/account/email', { email }).expect(422);
    expect(text).toContain(words);
    expect(text).toContain(`value="${email}"`);
  });

  test('one’s own address', async () => {
    const { text } = await send(agent, '/account/email', { email: person.email.toUpperCase() }).expect(422);
    expect(text).toContain('This is your address already');
  });

  test('too many', async () => {
    let status = 0;
    for (let at = 0; at < 12 && status !== 429; at++) {
      ({ status } = await send(agent, '/account/email', { email: newAddress() }));
      if (status === 303) await send(agent, '/account/email/removal').expect(303);
    }
    expect(status).toBe(429);
  });
});

test('a guest may have any address, and belongs to no council with it', async () => {
  person = await makeGuest();
  agent = await app.signInAs(person);
  const to = `guest.${++made}@example.com`;
  const links = await begin(to);
  await yes(links.old);
  await yes(links.new);
  const [row] = await db.select().from(people).where(eq(people.id, person.id));
  expect([row?.email, row?.councilId]).toEqual([to, null]);
  expect((await agent.get('/account')).text).toContain(to);
});

describe('moving to another council', () => {
  const move = (to: string, council: string) => begin(to, { council, moving: council });

  async function moveTo(council: string) {
    const to = newAddress(council);
    const links = await move(to, council);
    await yes(links.old);
    await yes(links.new);
    return to;
  }

  test('is said before anything is sent', async () => {
    const to = newAddress('hackney');
    const sent = mailbox.length;
    const { text } = await send(agent, '/account/email', { email: to }).expect(200);
    await app.runJobs();
    expect(text).toContain('You will move from Camden to Hackney');
    expect(text).toContain('What you posted stays Camden’s');
    expect(mailbox.filter((mail) => mail.to === to)).toEqual([]);
    expect(mailbox.length).toBe(sent);
    await moveTo('hackney');
    expect((await agent.get('/account')).text).toContain('Hackney');
  });

  test('keeps what was posted with the old council, and what is posted then is the new one’s', async () => {
    const before = await makeTopic(person, { title: 'Written from Camden' });
    await makeReply(person, before.id, { body: 'Also from Camden' });
    await moveTo('hackney');
    const { text } = await app.visitor().get(`/topics/${before.id}`).expect(200);
    expect(text).toContain('href="/councils/camden"');
    expect(text).not.toContain('href="/councils/hackney"');
    expect((await agent.get('/councils/camden')).text).toContain('Written from Camden');
    expect((await agent.get('/councils/hackney')).text).not.toContain('Written from Camden');
    expect((await agent.get('/councils/hackney')).text).toContain(person.name);
    await send(agent, `/topics/${before.id}/replies`, {
      body: 'From Hackney',
      formId: 'from-hackney',
    }).expect(303);
    // A visitor's page is kept until its node has heard of the reply.
    await app.settle();
    expect((await app.visitor().get(`/topics/${before.id}`)).text).toContain('href="/councils/hackney"');
  });

  test('is kept, and written in the log', async () => {
    await moveTo('hackney');
    const before = { slug: 'camden', name: 'Camden', until: expect.any(Date) };
    expect(await listMoves(person.id)).toEqual([before]);
    expect(await logOf(person)).toEqual(['email-changed', 'moved-council: from Camden to Hackney']);
  });

  test('ends being the lead of the old council; who coordinates still does', async () => {
    person = await makePerson({ lead: true, coordinates: 'all' });
    agent = await app.signInAs(person);
    const { text } = await send(agent, '/account/email', { email: newAddress('hackney') });
    expect(text).toContain('You will no longer be the lead of Camden');
    expect(text).toContain('You stay a coordinator');
    const watching = await app.connect(agent);
    await moveTo('hackney');
    await watching.ended();
    const held = await db.select().from(roleGrants).where(eq(roleGrants.personId, person.id));
    expect(held.filter(({ endedAt }) => !endedAt).map(({ role }) => role)).toEqual(['coordinator']);
    expect(await logOf(person)).toContain('role-taken: lead of Camden');
  });

  test('forgets by what name the old council’s own sign-in knew them', async () => {
    const [provider] = await db
      .insert(identityProviders)
      .values({
        councilId: (await findCouncil('camden')).id,
        name: 'Camden account',
        issuer: 'https://id.example.org',
        clientId: 'us',
        sealedSecret: '',
        createdAt: new Date(),
      })
      .returning();
    await db.insert(providerSubjects).values({
      providerId: provider?.id ?? 0,
      subject: 'them',
      personId: person.id,
      firstUsedAt: new Date(),
    });
    await moveTo('hackney');
    expect(await db.select().from(providerSubjects).where(eq(providerSubjects.personId, person.id))).toEqual(
      [],
    );
  });
});

test('an address that councils share asks which', async () => {
  const { rows } = await db.execute<{ domain: string; slugs: string[] }>(
    'select domain, array_agg(slug order by slug) as slugs from council_domains join councils on councils.id = council_id group by domain having count(*) > 1',
  );
  const [{ domain, slugs } = { domain: '', slugs: [] }] = rows;
  const email = `shared.${++made}@${domain}`;
  const { text } = await send(agent, '/account/email', { email }).expect(422);
  expect(text).toContain('Choose the council you work for');
  for (const slug of slugs) expect(text).toContain(`value="${slug}"`);
  const chosen = await send(agent, '/account/email', { email, council: slugs[0] as string }).expect(200);
  expect(chosen.text).toContain('You will move to');
});
