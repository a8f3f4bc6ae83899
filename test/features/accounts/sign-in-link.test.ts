import { useSignInLink } from '../../../server/features/accounts/sign-in-link.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { countRows } from '../../support/history.ts';
import { lastLink, makePerson, suspend } from '../../support/make.ts';
import { afterWelcome } from '../../support/welcome.ts';

const app = useApp();
afterEach(backToNow);

let asked = 0;
const someAddress = (domain = 'camden.gov.uk') => `officer.${++asked}@${domain}`;

async function askForLink(email: string, agent = app.visitor(), back = '/') {
  const before = mailbox.length;
  const sent = await send(agent, '/sign-in', { email, back });
  return { sent, link: mailbox.length > before || mailbox[0]?.to === email ? lastLink() : '' };
}

const join = (agent: Agent, link: string, fields = {}) =>
  send(agent, link, { name: 'Nia New', job: 'Designer', ...fields });

const isSignedIn = async (agent: Agent) =>
  (await agent.get('/').expect(200)).text.includes('action="/sign-out"');

describe('a link', () => {
  test('opens a page with a button; pressing it signs in whoever is known, and takes them to where they were', async () => {
    const person = await makePerson({ name: 'Kim Known' });
    const agent = app.visitor();
    const { sent, link } = await askForLink(person.email, agent, '/standard');
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('Check your email');
    const page = await agent.get(link).expect(200);
    expect(page.text).toContain('Sign in as Kim Known');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(await isSignedIn(agent)).toBe(false);
    const signedIn = await send(agent, link);
    expect([signedIn.status, afterWelcome(signedIn)]).toEqual([303, '/standard']);
    expect(await isSignedIn(agent)).toBe(true);
  });

  test('asks somebody new for their name and job, and they are a member of their council', async () => {
    const agent = app.visitor();
    const { link } = await askForLink('Nia.New@Hackney.GOV.UK', agent);
    expect((await agent.get(link)).text).toContain('Tell the group who you are');
    const nameless = await join(agent, link, { name: ' ' });
    expect(nameless.status).toBe(422);
    expect(nameless.text).toContain('Enter your name');
    expect(nameless.text).toContain('value="Designer"');
    await join(agent, link).expect(303);
    const { text } = await agent.get('/');
    expect(text).toMatch(/Nia New<span[^>]*>, Hackney/);
    expect(mailbox[0]?.to).toBe('nia.new@hackney.gov.uk');
  });

  test('works once', async () => {
    const person = await makePerson();
    const { link } = await askForLink(person.email);
    await send(app.visitor(), link).expect(303);
    const second = app.visitor();
    expect((await send(second, link).expect(410)).text).toContain('This link no longer works');
    await second.get(link).expect(410);
    expect(await isSignedIn(second)).toBe(false);
  });

  test('pressed twice at once, it signs one of them in', async () => {
    const { link } = await askForLink((await makePerson()).email);
    const answers = await Promise.all([1, 2, 3].map(() => send(app.visitor(), link)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  });

  test('works for fifteen minutes', async () => {
    const { link } = await askForLink((await makePerson()).email);
    later({ minutes: 14.9 });
    await app.visitor().get(link).expect(200);
    later({ minutes: 15.1 });
    await app.visitor().get(link).expect(410);
    await send(app.visitor(), link).expect(410);
  });

  test('is not used up by whoever only looks at it, however often, as mail scanners do', async () => {
    const { link } = await askForLink((await makePerson()).email);
    for (let at = 0; at < 3; at++) {
      await app.bare().head(link).expect(200);
      await app.bare().get(link).expect(200);
      await app.bare().options(link);
    }
    await send(app.visitor(), link).expect(303);
  });

  test('works however its address is written, and so does signing out', async () => {
    const { link } = await askForLink((await makePerson()).email);
    const agent = app.visitor();
    await send(agent, link.replace('sign-in', 'Sign-In')).expect(303);
    expect(await isSignedIn(agent)).toBe(true);
    const cookie = cookiesOf(agent, app.address);
    await send(agent, '/Sign-Out').expect(303);
    expect((await app.bare().get('/').set('Cookie', cookie)).text).not.toContain('action="/sign-out"');
  });

  test('cannot be guessed or altered, and one that never was is like one that is over', async () => {
    const { link } = await askForLink((await makePerson()).email);
    for (const wrong of [`${link}x`, link.slice(0, -1), link.toUpperCase(), '/sign-in/links/constructor']) {
      await app.visitor().get(wrong).expect(410);
      await send(app.visitor(), wrong).expect(410);
    }
  });

  test('of somebody who is suspended signs in nobody', async () => {
    const person = await makePerson();
    const { link } = await askForLink(person.email);
    await suspend(person);
    const agent = app.visitor();
    await send(agent, link).expect(403);
    expect(await isSignedIn(agent)).toBe(false);
    // Also where they are suspended while it is being used, which leaves it as it was.
    const used = useSignInLink(link.split('/').at(-1) ?? '', null);
    await expect(used).rejects.toMatchObject({ status: 403 });
  });

  test('leads to a page of ours only', async () => {
    const person = await makePerson();
    const elsewhere = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'evil',
    ];
    for (const back of elsewhere.slice(0, 4)) {
      const { link } = await askForLink(person.email, app.visitor(), back);
      expect(afterWelcome(await send(app.visitor(), link))).toBe('/');
    }
    const agent = await app.signInAs(person);
    for (const back of elsewhere) {
      const { headers } = await agent.get('/sign-in').query({ back }).expect(303);
      expect(headers.location).toBe('/');
    }
  });
});

describe('whose address it is', () => {
  test.each([
    ['the domain of a council', 'camden.gov.uk', true],
    ['another domain of the same council', 'lbwf.gov.uk', true],
    ['a true subdomain', 'digital.camden.gov.uk', true],
    ['a subdomain of a subdomain', 'a.b.camden.gov.uk', true],
    ['in capitals', 'CAMDEN.GOV.UK', true],
    ['only the same ending', 'evilcamden.gov.uk', false],
    ['a domain that ours is the beginning of', 'camden.gov.uk.evil.example', false],
    ['what all councils have in common', 'gov.uk', false],
    ['a domain that a council owns but does not write from', 'lma.gov.uk', false],
    ['anybody', 'example.com', false],
  ])('%s: %s', async (_, domain, isCouncils) => {
    const email = someAddress(domain);
    const { sent } = await askForLink(email);
    await app.runJobs();
    expect(sent.status).toBe(200);
    expect(sent.text.includes('is not at a council in the group')).toBe(!isCouncils);
    expect(mailbox.some(({ to }) => to === email.toLowerCase())).toBe(isCouncils);
  });

  test.each([
    '',
    '   ',
    'camden.gov.uk',
    'a b@camden.gov.uk',
    'a@b@camden.gov.uk',
    'x\r\nBcc: y@camden.gov.uk',
    `${'x'.repeat(250)}@camden.gov.uk`,
  ])('no address at all is refused with what was typed: %j', async (email) => {
    const before = mailbox[0];
    const { sent } = await askForLink(email);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('href="#email"');
    expect(mailbox[0]).toBe(before);
  });

  test('a domain that councils share asks which, and takes no other', async () => {
    const email = someAddress('richmondandwandsworth.gov.uk');
    const { link } = await askForLink(email);
    const agent = app.visitor();
    const page = await agent.get(link).expect(200);
    expect(page.text).toContain('Which council do you work for?');
    expect([...page.text.matchAll(/type="radio" value="([^"]+)"/g)].map(([, slug]) => slug)).toEqual([
      'richmond-upon-thames',
      'wandsworth',
    ]);
    const people = await countRows('people');
    for (const council of ['', 'camden', 'constructor']) {
      const refused = await join(agent, link, { council });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('Choose the council you work for');
      expect(refused.text).toContain('value="Nia New"');
    }
    expect(await countRows('people')).toBe(people);
    await join(agent, link, { council: 'wandsworth' }).expect(303);
    expect((await agent.get('/')).text).toContain(', Wandsworth');
  });

  test('a domain of one council takes that one, whatever the form says', async () => {
    const { link } = await askForLink(someAddress());
    const agent = app.visitor();
    await join(agent, link, { council: 'hackney' }).expect(303);
    expect((await agent.get('/')).text).toContain(', Camden');
  });

  test('whether somebody is a member already cannot be told from the answer', async () => {
    const [known, unknown] = [(await makePerson()).email, someAddress()];
    const [one, other] = [(await askForLink(known)).sent, (await askForLink(unknown)).sent];
    expect(one.status).toBe(other.status);
    expect(one.text.replaceAll(known, '')).toBe(other.text.replaceAll(unknown, ''));
  });
});

describe('the session', () => {
  test('has another id after signing in than before, and the old one is nobody', async () => {
    const [first, second] = [await makePerson(), await makePerson()];
    const agent = await app.signInAs(first);
    const before = cookiesOf(agent, app.address);
    const { link } = await askForLink(second.email, agent);
    await send(agent, link).expect(303);
    expect(cookiesOf(agent, app.address)).not.toBe(before);
    const { text } = await app.bare().get('/').set('Cookie', before);
    expect(text).not.toContain('action="/sign-out"');
  });

  test('cannot be chosen by somebody else beforehand', async () => {
    const agent = app.visitor();
    const chosen = 'sp_session=s%3Achosen-by-an-attacker.signature';
    const { link } = await askForLink((await makePerson()).email, agent);
    const { headers } = await agent.post(link).set('Cookie', chosen).expect(303);
    expect(String(headers['set-cookie'])).toMatch(/sp_session=(?!.*chosen)/);
  });

  test('is in a cookie that scripts and other sites cannot use', async () => {
    const { link } = await askForLink((await makePerson()).email);
    const { headers } = await send(app.visitor(), link).expect(303);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/sp_session=[^,]*; Path=\/; Expires=[^;]*; HttpOnly; SameSite=Lax$/);
  });

  test('a visitor gets no cookie at all', async () => {
    for (const path of ['/', '/standard', '/sign-in', '/dev/mail', '/topics/1']) {
      const { headers } = await app.bare().get(path);
      expect([path, headers['set-cookie']]).toEqual([path, undefined]);
    }
  });
});

describe('too many', () => {
  test('links to one address are refused with how long to wait, in words, and the address is kept', async () => {
    const email = someAddress();
    for (let at = 0; at < 5; at++) expect((await askForLink(email)).sent.status).toBe(200);
    const newest = mailbox[0];
    const { sent } = await askForLink(email.toUpperCase());
    expect(sent.status).toBe(429);
    expect(Number(sent.headers['retry-after'])).toBeGreaterThan(0);
    expect(sent.text).toContain('You have tried too many times');
    expect(sent.text).toMatch(/Try again in 15 minutes\./);
    expect(sent.text).toContain(email.toUpperCase());
    expect(mailbox[0]).toBe(newest);
    expect((await askForLink(someAddress())).sent.status).toBe(200);
  });

  test('links from one place are refused, whoever they are for', async () => {
    let refused: Awaited<ReturnType<typeof askForLink>>['sent'] | undefined;
    for (let at = 0; at < 61 && refused?.status !== 429; at++)
      refused = (await askForLink(someAddress())).sent;
    expect(refused?.status).toBe(429);
    expect(refused?.text).toMatch(/Try again in \d+ minutes/);
  });
});
