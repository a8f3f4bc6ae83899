import { eq, sql } from 'drizzle-orm';
import { readAddresses } from '../../../server/features/invitations/addresses.ts';
import { invitations } from '../../../server/features/invitations/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson, suspend } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let inviter: Member;
let agent: Agent;
let invited = 0;
const colleague = (domain = 'hackney.gov.uk') => `colleague.${++invited}@${domain}`;

beforeAll(async () => {
  inviter = await makePerson({ name: 'Ina Inviter' });
  agent = await app.signInAs(inviter);
});
beforeEach(() => db.execute(sql`delete from rate_limits`));
afterEach(backToNow);

async function invite(addresses: string, as = agent) {
  const answer = await send(as, '/invitations/new', { addresses });
  await app.runJobs();
  return answer;
}

/** What each line was told, by what was typed. */
const toldIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/told__address">(.*?)<\/strong>\s*<span>(.*?)<\/span>/gs)].map(([, typed, told]) => [
      typed,
      told,
    ]),
  );

const mailTo = (email: string) => mailbox.find(({ to }) => to === email);
const linkTo = (email: string) => /\/sign-in\/invitations\/\S+/.exec(mailTo(email)?.text ?? '')?.[0] ?? '';

const join = (link: string, fields = {}, as = app.visitor()) =>
  send(as, link, { name: 'Cleo Colleague', job: 'Designer', ...fields });

const rowOf = async (email: string) => {
  const [row] = await db.select().from(invitations).where(eq(invitations.email, email));
  return row;
};

async function inviteOne(email = colleague()) {
  expect((await invite(email)).status).toBe(200);
  return { email, link: linkTo(email), id: (await rowOf(email))?.id ?? 0 };
}

describe('many addresses at once', () => {
  test('are each told what became of them, and what is no address is kept to be mended', async () => {
    const [one, two, shared] = [colleague(), colleague(), colleague('richmondandwandsworth.gov.uk')];
    const earlier = (await inviteOne()).email;
    const lines = [
      one,
      `Two Person <${two.toUpperCase()}>`,
      shared,
      earlier,
      'someone@example.com',
      'not an address',
      inviter.email,
      one,
    ];
    const { status, text } = await invite(lines.join('\r\n'));
    expect(status).toBe(422);
    expect(toldIn(text)).toEqual({
      [one]: 'In your list more than once',
      [`Two Person &lt;${two.toUpperCase()}&gt;`]: 'Invited',
      [shared]:
        'Invited. Richmond upon Thames and Wandsworth share these addresses: they choose when they join',
      [earlier]: expect.stringMatching(/^Already invited by you on \d+ \w+ \d+$/),
      'someone@example.com':
        'Not an address of a council in the group: ask a coordinator to invite them as a guest',
      'not an address': 'Not an email address',
      [inviter.email]: 'This is your own address',
    });
    expect(text).toContain('3 invitations sent');
    expect(text).toMatch(/<textarea[^>]*>\s*not an address<\/textarea>/);
    expect(text).toContain('href="#addresses"');
    for (const email of [one, two, shared]) expect(linkTo(email)).not.toBe('');
    expect(mailTo('someone@example.com')).toBeUndefined();
  });

  test.each([
    ['a@x.uk, b@x.uk;c@x.uk\nd@x.uk,', ['a@x.uk', 'b@x.uk', 'c@x.uk', 'd@x.uk']],
    ['Jo Bloggs <Jo@X.uk>', ['jo@x.uk']],
    ['"Bloggs, Jo" <jo@x.uk>, Bloggs, Al <al@x.uk>', ['jo@x.uk', 'al@x.uk']],
    [' <jo@x.uk> \n\n ,, ', ['jo@x.uk']],
    ['jo@x', [undefined]],
    ['Jo <jo@x.uk> and more', [undefined]],
    ['x\u0000@x.uk', [undefined]],
    ['', []],
  ])('are read however they are written: %j', (text, emails) => {
    expect(readAddresses(text).map(({ email }) => email)).toEqual(emails);
  });

  test('are fifty at most, and none is sent when there are more', async () => {
    const lines = Array.from({ length: 51 }, () => colleague());
    const { status, text } = await invite(lines.join('\n'));
    expect([status, text.includes('Enter 50 addresses or fewer: there are 51')]).toEqual([422, true]);
    expect(text).toContain(lines[50]);
    expect(mailTo(lines[0] ?? '')).toBeUndefined();
    expect((await invite('  ')).text).toContain('Enter at least one email address');
  });

  test('sent twice at once is one invitation to each', async () => {
    const email = colleague();
    const answers = await Promise.all([1, 2, 3].map(() => invite(email)));
    expect(answers.map(({ text }) => toldIn(text)[email] === 'Invited').filter(Boolean)).toHaveLength(1);
    expect(mailbox.filter(({ to }) => to === email)).toHaveLength(1);
  });

  test('are a hundred an hour for one person, with the wait in words and what was typed kept', async () => {
    const eager = await app.signInAs(await makePerson());
    const fifty = () => Array.from({ length: 50 }, () => colleague()).join('\n');
    expect((await invite(fifty(), eager)).status).toBe(200);
    expect((await invite(fifty(), eager)).status).toBe(200);
    const one = colleague();
    const { status, text } = await invite(one, eager);
    expect([status, text.includes('Try again in'), text.includes(one)]).toEqual([429, true, true]);
    expect(mailTo(one)).toBeUndefined();
    expect(await rowOf(one)).toBeUndefined();
  });
});

describe('whether somebody has an account', () => {
  test('shows in nothing that is told or listed; they are told that they have joined', async () => {
    const [known, unknown] = [await makePerson({ council: 'hackney' }), colleague()];
    const answers = [await invite(known.email), await invite(unknown)];
    expect(answers.map(({ text }) => Object.values(toldIn(text)))).toEqual([['Invited'], ['Invited']]);
    expect(linkTo(known.email)).toBe('');
    expect(mailTo(known.email)?.text).toContain('You have joined already');
    const { text } = await agent.get('/account/invitations');
    const shown = (email: string) => /<span>(.*?)<\/span>/s.exec(text.split(email)[1] ?? '')?.[1];
    expect(shown(known.email)).toContain('waiting until');
    expect(shown(unknown)).toContain('waiting until');
    const again = await invite(known.email);
    expect(toldIn(again.text)[known.email]).toContain('Already invited by you');
  });
});

describe('the link', () => {
  test('opens a page with a button; pressing it joins the council and signs in', async () => {
    const { email, link } = await inviteOne();
    const browser = app.visitor();
    const { text, headers } = await browser.get(link).expect(200);
    expect(text).toContain('Ina Inviter invites you');
    expect(text).toContain(email);
    expect(headers['cache-control']).toBe('no-store');
    const nameless = await join(link, { name: '' }, browser);
    expect([nameless.status, nameless.text.includes('value="Designer"')]).toEqual([422, true]);
    await join(link, {}, browser).expect(303);
    expect((await browser.get('/')).text).toMatch(/Cleo Colleague<span[^>]*>, Hackney/);
    const [person] = await db.select().from(people).where(eq(people.email, email));
    expect(person?.addressProvedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect((await agent.get('/account/invitations')).text).toContain('Accepted');
    expect((await listTold())[0]).toMatchObject({
      to: inviter.email,
      kind: 'invitation',
      subject: 'Cleo Colleague has accepted your invitation',
      href: `/people/${person?.id}`,
    });
  });

  test('asks which council where addresses are shared, and takes no other', async () => {
    const { link } = await inviteOne(colleague('richmondandwandsworth.gov.uk'));
    for (const council of ['', 'camden']) {
      const { status, text } = await join(link, { council });
      expect([status, text.includes('Choose the council you work for')]).toEqual([422, true]);
    }
    const browser = app.visitor();
    await join(link, { council: 'wandsworth' }, browser).expect(303);
    expect((await browser.get('/')).text).toContain(', Wandsworth');
  });

  test('works once, also pressed twice at once', async () => {
    const { link } = await inviteOne();
    const answers = await Promise.all([1, 2, 3].map(() => join(link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    const { text } = await app.visitor().get(link).expect(410);
    expect(text).toContain('This invitation no longer works');
  });

  test('works for seven days, and is not used up by whoever only looks', async () => {
    const { link } = await inviteOne();
    later({ days: 6.9 });
    for (let at = 0; at < 3; at++) await app.bare().get(link).expect(200);
    later({ days: 7.01 });
    await app.visitor().get(link).expect(410);
    await join(link).expect(410);
  });

  test('is kept only as a hash, and cannot be guessed', async () => {
    const { email, link } = await inviteOne();
    const token = link.split('/').at(-1) ?? '';
    expect(JSON.stringify(await rowOf(email))).not.toContain(token);
    for (const wrong of [`${token}x`, 'constructor', (await rowOf(email))?.tokenHash])
      await app.visitor().get(`/sign-in/invitations/${wrong}`).expect(410);
  });

  test('no longer works when it was sent again: the new one does', async () => {
    const { email, link, id } = await inviteOne();
    later({ days: 6 });
    await send(agent, `/invitations/${id}/sending`).expect(303);
    await app.runJobs();
    const newer = linkTo(email);
    expect(newer).not.toBe(link);
    await join(link).expect(410);
    later({ days: 12 });
    await join(newer).expect(303);
    backToNow();
    await send(agent, `/invitations/${id}/sending`).expect(409);
  });

  test('no longer works when it was taken back', async () => {
    const { email, link, id } = await inviteOne();
    await send(agent, `/invitations/${id}/removal`).expect(303);
    await join(link).expect(410);
    await send(agent, `/invitations/${id}/sending`).expect(409);
    expect((await agent.get('/account/invitations')).text).toContain('Taken back');
    expect(toldIn((await invite(email)).text)[email]).toBe('Invited');
  });

  test('can be sent again or taken back by whoever sent it, and for others is not there', async () => {
    const { id, link } = await inviteOne();
    for (const other of [await makePerson(), await makePerson({ coordinates: 'all', administrator: true })]) {
      const theirs = await app.signInAs(other);
      await send(theirs, `/invitations/${id}/sending`).expect(404);
      await send(theirs, `/invitations/${id}/removal`).expect(404);
    }
    await join(link).expect(303);
  });

  test('of somebody who has been suspended since no longer works', async () => {
    const gone = await makePerson();
    const email = colleague();
    expect((await invite(email, await app.signInAs(gone))).status).toBe(200);
    await suspend(gone);
    await join(linkTo(email)).expect(410);
  });

  test('signs in whoever joined in another way meanwhile, as they are', async () => {
    const { email, link } = await inviteOne();
    await makePerson({ email, name: 'Already Here', council: 'hackney' });
    const browser = app.visitor();
    expect((await browser.get(link)).text).toContain('Sign in as Already Here');
    await join(link, { name: 'Somebody Else' }, browser).expect(303);
    expect((await browser.get('/')).text).toMatch(/Already Here<span[^>]*>, Hackney/);
  });

  test('signs in nobody who is suspended', async () => {
    const { email, link } = await inviteOne();
    await suspend(await makePerson({ email, council: 'hackney' }));
    const browser = app.visitor();
    await join(link, {}, browser);
    expect((await browser.get('/')).text).not.toContain('action="/sign-out"');
  });
});

test('one address is sent five invitations a day, whoever sends them, and is told of no more', async () => {
  const { email, id } = await inviteOne();
  const others = await app.signInAs(await makePerson({ coordinates: 'all' }));
  expect((await invite(email, others)).status).toBe(200);
  for (let times = 0; times < 3; times++) await send(agent, `/invitations/${id}/sending`).expect(303);
  await send(agent, `/invitations/${id}/sending`).expect(429);
  await send(agent, `/invitations/${id}/removal`).expect(303);
  const one = colleague();
  const told = toldIn((await invite(`${email}\n${one}`)).text);
  expect([told[email], told[one]]).toEqual([
    'This address has been sent several invitations today: try again tomorrow',
    'Invited',
  ]);
  expect(mailbox.filter(({ to }) => to === email)).toHaveLength(5);
});
