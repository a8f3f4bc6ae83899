import { eq } from 'drizzle-orm';
import { sessions } from '../../../server/features/accounts/tables.ts';
import { providerSubjects } from '../../../server/features/identity-providers/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { log } from '../../../server/platform/log.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { countRows } from '../../support/history.ts';
import {
  clientId,
  clientSecret,
  type IdentityProvider,
  startIdentityProvider,
} from '../../support/identity-provider.ts';
import { makePerson, suspend } from '../../support/make.ts';

const app = useApp();
let provider: IdentityProvider;
let administrator: Agent;
/** Camden's own sign-in. */
let camden = '';

beforeAll(async () => {
  provider = await startIdentityProvider();
  administrator = await app.signInAs(await makePerson({ administrator: true }));
  camden = await addProvider();
});
afterEach(() => {
  provider.usual();
  backToNow();
});
afterAll(() => provider.stop());

let count = 0;
const someSubject = () => `subject-${++count}`;
const someAddress = (domain = 'camden.gov.uk') => `officer.${++count}@${domain}`;

/** A council's own sign-in, as an administrator adds it: the address that leads to it. */
async function addProvider(fields: Record<string, string> = {}): Promise<string> {
  const { headers } = await send(administrator, '/administration/providers/new', {
    council: 'camden',
    name: `Council account ${++count}`,
    issuer: provider.issuer,
    clientId,
    clientSecret,
    ...fields,
  }).expect(303);
  return `/sign-in/providers/${/\d+/.exec(headers.location ?? '')?.[0]}`;
}

const idOf = (start: string) => Number(start.split('/').at(-1));

/** Ends what other tests have added, so that the same can be added again. */
const endOf = (start: string) =>
  send(administrator, `/administration/providers/${idOf(start)}/ending`, { reason: 'The test is over' });

/** Lets somebody be signed in at the provider, who says this of them. */
function atProvider(email: string, others: Record<string, unknown> = {}): string {
  const sub = someSubject();
  provider.says.account = { sub, email, email_verified: true, name: 'Nia New', ...others };
  return sub;
}

/** Sets out from us, and gives the address at the provider. */
async function setOut(agent: Agent, start: string): Promise<string> {
  return (await agent.get(start).expect(302)).headers.location ?? '';
}

/** Goes to the provider and comes back: the answer to that. */
const comeBack = async (agent: Agent, start = camden) =>
  agent.get(await provider.visit(await setOut(agent, start)));

const isSignedIn = async (agent: Agent) =>
  (await agent.get('/').expect(200)).text.includes('action="/sign-out"');

async function sessionOf(personId: number) {
  const found = await db.select().from(sessions).where(eq(sessions.personId, personId));
  return found.at(-1);
}

describe('somebody who is known', () => {
  test('is signed in by their council’s sign-in, and taken to where they were', async () => {
    const person = await makePerson();
    const subject = atProvider(person.email.toUpperCase());
    const agent = app.visitor();
    const back = await comeBack(agent, `${camden}?back=/standard`);
    expect([back.status, back.headers.location]).toEqual([303, '/standard']);
    expect(await isSignedIn(agent)).toBe(true);
    expect(await sessionOf(person.id)).toMatchObject({ signedInBy: 'provider', secondStepAt: null });
    const bound = await db.select().from(providerSubjects).where(eq(providerSubjects.personId, person.id));
    expect(bound).toMatchObject([{ providerId: idOf(camden), subject }]);
    expect((await comeBack(app.visitor())).status).toBe(303);
  });

  test('is led to a page of ours only', async () => {
    atProvider((await makePerson()).email);
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const { headers } = await comeBack(app.visitor(), `${camden}?${new URLSearchParams({ back })}`);
      expect(headers.location).toBe('/');
    }
  });

  test('has proved their address, and is awake again if they were dormant', async () => {
    const person = await makePerson();
    atProvider(person.email);
    await db.update(people).set({ dormantAt: clock.now() }).where(eq(people.id, person.id));
    later({ days: 200 });
    const agent = app.visitor();
    await comeBack(agent);
    const [row] = await db.select().from(people).where(eq(people.id, person.id));
    expect(row?.dormantAt).toBeNull();
    expect(row?.addressProvedAt.getTime()).toBeGreaterThan(Date.now() + 199 * 86_400_000);
    expect((await sessionOf(person.id))?.signedInBy).toBe('provider');
  });

  test('is known also by a provider that tells an address only when it is asked', async () => {
    atProvider((await makePerson()).email);
    provider.says.inToken = false;
    expect((await comeBack(app.visitor())).status).toBe(303);
  });

  test.each([
    ['email_verified', 'true'],
    ['xms_edov', true],
    ['xms_edov', '1'],
    ['xms_edov', 1],
    ['xms_edov', 'true'],
  ])('is known where the address is verified by %s: %j', async (claim, value) => {
    const person = await makePerson();
    atProvider(person.email, { email_verified: undefined });
    provider.says.twist = ({ claims }) => Object.assign(claims, { [claim]: value });
    expect((await comeBack(app.visitor())).status).toBe(303);
  });
});

describe('somebody new', () => {
  test('says who they are, with the name that the provider gave, and is a member of its council', async () => {
    const email = someAddress();
    atProvider(email, { name: 'Nia New' });
    const agent = app.visitor();
    const back = await comeBack(agent, `${camden}?back=/standard`);
    expect([back.status, back.headers.location]).toEqual([303, `${camden}/joining`]);
    expect(await isSignedIn(agent)).toBe(false);
    const page = await agent.get(`${camden}/joining`).expect(200);
    expect(page.text).toContain('Join through your council’s sign-in');
    expect(page.text).toContain('value="Nia New"');
    expect(page.text).toContain(email);
    const refused = await send(agent, `${camden}/joining`, { name: ' ', job: 'Designer' }).expect(422);
    expect(refused.text).toContain('Enter your name');
    expect(refused.text).toContain('value="Designer"');

    const joined = await send(agent, `${camden}/joining`, { name: 'Nia Newest', job: 'Designer' });
    const offered = '/account/passkeys/welcome?back=%2Fstandard';
    expect([joined.status, joined.headers.location]).toEqual([303, offered]);
    expect((await agent.get('/')).text).toMatch(/Nia Newest<span[^>]*>, Camden/);
    expect((await comeBack(app.visitor())).headers.location).toBe('/');
    await send(agent, `${camden}/joining`, { name: 'Nia Newest' }).expect(410);
  });

  test('joins its council where councils share the domain', async () => {
    const wandsworth = await addProvider({ council: 'wandsworth' });
    atProvider(someAddress('richmondandwandsworth.gov.uk'));
    const agent = app.visitor();
    await comeBack(agent, wandsworth);
    await send(agent, `${wandsworth}/joining`, { name: 'Nia New' }).expect(303);
    expect((await agent.get('/')).text).toContain(', Wandsworth');
  });

  test('cannot join without having come back from the provider, in another browser, or at another provider', async () => {
    const other = await addProvider({ clientId: 'another' });
    atProvider(someAddress());
    const agent = app.visitor();
    await comeBack(agent);
    const before = await countRows('people');
    for (const [as, start] of [
      [app.visitor(), camden],
      [agent, other],
    ] as const) {
      await as.get(`${start}/joining`).expect(410);
      await send(as, `${start}/joining`, { name: 'Nia New' }).expect(410);
    }
    expect(await countRows('people')).toBe(before);
    await endOf(other);
  });

  test('cannot be joined as by somebody who has planted a session in their browser', async () => {
    const planter = app.visitor();
    await setOut(planter, camden);
    const planted = cookiesOf(planter, app.address);
    atProvider(someAddress());
    // The other browser goes on with the session that it was given.
    const back = await app
      .bare()
      .get(await provider.visit(await setOut(planter, camden)))
      .set('Cookie', planted)
      .expect(303);
    expect(back.headers.location).toBe(`${camden}/joining`);
    await app.bare().get(`${camden}/joining`).set('Cookie', planted).expect(410);
  });

  test('has a quarter of an hour to say who they are', async () => {
    atProvider(someAddress());
    const agent = app.visitor();
    await comeBack(agent);
    later({ minutes: 16 });
    await send(agent, `${camden}/joining`, { name: 'Nia New' }).expect(410);
  });
});

describe('what is sent along', () => {
  test('is a state, a nonce and a challenge, new each time, and the address that was given before', async () => {
    const asked = await Promise.all(
      [1, 2].map(async () => {
        const address = await setOut(app.visitor(), `${camden}?hint=Nia%40Camden.gov.uk`);
        return Object.fromEntries(new URL(address).searchParams);
      }),
    );
    for (const request of asked) {
      expect(request).toEqual({
        client_id: clientId,
        response_type: 'code',
        scope: 'openid email profile',
        redirect_uri: expect.stringMatching(new RegExp(`${camden}/callback$`)),
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: 'S256',
        login_hint: 'nia@camden.gov.uk',
      });
    }
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked[0]?.[name]).not.toBe(asked[1]?.[name]);
  });

  test('has no hint that is no address', async () => {
    for (const hint of ['', 'nobody', 'a b@c', '\0', 'x'.repeat(300)]) {
      const address = await setOut(app.visitor(), `${camden}?${new URLSearchParams({ hint })}`);
      expect(new URL(address).searchParams.has('login_hint')).toBe(false);
    }
  });
});

describe('a second step', () => {
  test('is what “amr” says, so that powers can be used', async () => {
    const person = await makePerson({ administrator: true });
    atProvider(person.email);
    provider.says.twist = ({ claims }) => Object.assign(claims, { amr: ['pwd', 'mfa'] });
    const agent = app.visitor();
    await comeBack(agent);
    expect((await sessionOf(person.id))?.secondStepAt).not.toBeNull();
    await agent.get('/administration/providers').expect(200);
  });

  test.each([{ amr: ['pwd'] }, { amr: 'mfa' }, { acr: '' }, { acr: 'mfa' }, {}])(
    'is not %j',
    async (said) => {
      const person = await makePerson({ administrator: true });
      atProvider(person.email);
      provider.says.twist = ({ claims }) => Object.assign(claims, said);
      const agent = app.visitor();
      await comeBack(agent);
      expect((await sessionOf(person.id))?.secondStepAt).toBeNull();
      await agent.get('/administration/providers').expect(403);
    },
  );

  test('is asked for by the value that the administrator set, once it is known that they have a role', async () => {
    const start = await addProvider({ secondStepAcr: 'two-steps', council: 'hackney' });
    const [member, lead] = [
      await makePerson({ council: 'hackney' }),
      await makePerson({ council: 'hackney', lead: true }),
    ];
    atProvider(member.email);
    const first = await setOut(app.visitor(), `${start}?hint=${lead.email}`);
    expect(new URL(first).searchParams.has('acr_values')).toBe(false);
    expect((await comeBack(app.visitor(), `${start}?back=/standard`)).headers.location).toBe('/standard');

    atProvider(lead.email);
    const agent = app.visitor();
    const again = (await comeBack(agent, `${start}?back=/standard`)).headers.location ?? '';
    expect(again).toBe(`${start}?back=%2Fstandard`);
    const asked = new URL(await setOut(agent, again)).searchParams;
    expect([asked.get('acr_values'), asked.get('login_hint')]).toEqual(['two-steps', lead.email]);
    provider.says.twist = ({ claims }) => Object.assign(claims, { acr: 'two-steps' });
    expect((await comeBack(agent, again)).headers.location).toBe('/standard');
    expect((await sessionOf(lead.id))?.secondStepAt).not.toBeNull();
    await endOf(start);
  });

  test('that the provider does not give leaves them signed in without it', async () => {
    const start = await addProvider({ secondStepAcr: 'two-steps', council: 'hackney' });
    const lead = await makePerson({ council: 'hackney', lead: true });
    atProvider(lead.email);
    const agent = app.visitor();
    const again = (await comeBack(agent, start)).headers.location ?? '';
    expect((await comeBack(agent, again)).headers.location).toBe('/');
    expect((await sessionOf(lead.id))?.secondStepAt).toBeNull();
    provider.says.denies = true;
    await comeBack(agent, again);
    expect(await isSignedIn(agent)).toBe(true);
    await endOf(start);
  });
});

const asItIs = (from: string) => from;

describe('is refused in words, and nobody signed in:', () => {
  const twisted = (claims: Record<string, unknown>) => () => {
    provider.says.twist = (token) => Object.assign(token.claims, claims);
  };
  const past = () => Math.floor(Date.now() / 1000) - 3600;
  /** What becomes of the address that leads back to us. */
  let way = asItIs;
  afterEach(() => {
    way = asItIs;
  });
  const untrusted = 'We could not trust the answer of your council’s sign-in';
  const unverified = 'did not confirm your email address';

  test.each<[string, () => void, string]>([
    [
      'a way back that another issuer leads',
      () => (way = (from) => from.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')),
      untrusted,
    ],
    ['a way back that no issuer leads', () => (way = (from) => from.replace(/&iss=[^&]+/, '')), untrusted],
    ['another issuer', twisted({ iss: 'https://evil.example' }), untrusted],
    ['a token for somebody else', twisted({ aud: 'another-service' }), untrusted],
    ['another nonce', twisted({ nonce: 'another' }), untrusted],
    ['no nonce', twisted({ nonce: undefined }), untrusted],
    ['no subject', twisted({ sub: undefined }), untrusted],
    ['a token that has run out', () => twisted({ iat: past(), exp: past() + 60 })(), 'was too old'],
    ['another’s signature', () => (provider.says.forge = withSignatureOf('x')), untrusted],
    ['no signature', () => (provider.says.forge = withoutSignature), untrusted],
    ['no ID token', () => (provider.says.forge = () => ''), untrusted],
    ['an address that is not verified', twisted({ email_verified: false }), unverified],
    ['an address that is only said to be not verified', twisted({ email_verified: 'false' }), unverified],
    ['an address that the ID token leaves out and yet calls verified', () => verifiesAnother(), unverified],
    ['an address of which nothing is said', twisted({ email_verified: undefined }), unverified],
    ['what Microsoft does not vouch for', twisted({ email_verified: undefined, xms_edov: '0' }), unverified],
    ['no address', twisted({ email: 'nobody' }), unverified],
    ['two addresses', twisted({ email: ['a@camden.gov.uk', 'b@camden.gov.uk'] }), unverified],
    ['another council’s address', twisted({ email: 'a@hackney.gov.uk' }), 'belongs to another council'],
    ['nobody’s address', twisted({ email: 'a@camden.gov.uk.evil.example' }), 'belongs to another council'],
    ['somebody who is not let in', () => (provider.says.denies = true), 'You have not been signed in'],
    ['a secret that is not theirs', () => fails(401, 'invalid_client'), 'needs attention'],
    ['a code that is used up', () => fails(400, 'invalid_grant'), 'This sign-in is over'],
    ['a provider with a fault', () => fails(500, 'server_error'), 'does not answer'],
    ['an answer that is none', () => fails(200, 'nothing'), untrusted],
  ])('%s', async (_, arrange, words) => {
    const person = await makePerson();
    atProvider(person.email);
    const agent = app.visitor();
    arrange();
    const from = await provider.visit(await setOut(agent, `${camden}?back=/standard`));
    const refused = await agent.get(way(from));
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.text).toContain(words);
    expect(refused.text).toContain('href="/sign-in?back&#x3D;%2Fstandard"');
    expect(await isSignedIn(agent)).toBe(false);
    await agent.get(`${camden}/joining`).expect(410);
    expect(await db.select().from(providerSubjects).where(eq(providerSubjects.personId, person.id))).toEqual(
      [],
    );
  });

  const verifiesAnother = () => {
    provider.says.account = { ...provider.says.account, email_verified: false };
    provider.says.inToken = false;
    twisted({ email_verified: true })();
  };
  const fails = (status: number, error: string) => {
    provider.says.fails = { status, body: { error } };
  };
  const withSignatureOf = (other: string) => (idToken: string) =>
    [...idToken.split('.').slice(0, 2), Buffer.from(other.repeat(256)).toString('base64url')].join('.');
  const withoutSignature = (idToken: string) => {
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    return [none, idToken.split('.')[1], ''].join('.');
  };

  test('coming back a second time with what was used', async () => {
    atProvider((await makePerson()).email);
    const agent = app.visitor();
    const way = await provider.visit(await setOut(agent, camden));
    await agent.get(way).expect(303);
    expect((await agent.get(way).expect(410)).text).toContain('This sign-in is over');
    provider.says.fails = { status: 400, body: { error: 'invalid_grant' } };
    const refused = app.visitor();
    const other = await provider.visit(await setOut(refused, camden));
    await refused.get(other).expect(410);
    provider.usual();
    await refused.get(other).expect(410);
    expect(await isSignedIn(refused)).toBe(false);
  });

  test('coming back twice at once', async () => {
    atProvider((await makePerson()).email);
    const agent = app.visitor();
    const way = await provider.visit(await setOut(agent, camden));
    const cookie = cookiesOf(agent, app.address);
    const both = await Promise.all([1, 2].map(() => app.bare().get(way).set('Cookie', cookie)));
    expect(both.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(1);
  });

  test('coming back in another browser, with another’s state, or with none', async () => {
    atProvider((await makePerson()).email);
    const [agent, other] = [app.visitor(), app.visitor()];
    const way = await provider.visit(await setOut(agent, camden));
    await setOut(other, camden);
    for (const [as, path] of [
      [app.visitor(), way],
      [other, way],
      [other, way],
      [agent, way.replace(/state=[^&]+/, 'state=')],
      [agent, way],
      [agent, `${camden}/callback`],
    ] as const) {
      expect((await as.get(path).expect(410)).text).toContain('This sign-in is over');
      expect(await isSignedIn(as)).toBe(false);
    }
  });

  test('coming back from another council’s provider', async () => {
    const person = await makePerson({ council: 'hackney' });
    const hackney = await addProvider({ council: 'hackney' });
    atProvider(person.email);
    const agent = app.visitor();
    await setOut(agent, camden);
    const way = await provider.visit(await setOut(agent, hackney));
    await agent.get(way.replace(hackney, camden)).expect(410);
    expect((await comeBack(agent, camden)).text).toContain('belongs to another council');
    expect(await isSignedIn(agent)).toBe(false);
    await comeBack(agent, hackney);
    expect(await isSignedIn(agent)).toBe(true);
    await endOf(hackney);
  });

  test('somebody of another council at a domain that they share', async () => {
    const email = someAddress('richmondandwandsworth.gov.uk');
    await makePerson({ council: 'wandsworth', email });
    const richmond = await addProvider({ council: 'richmond-upon-thames' });
    atProvider(email);
    const agent = app.visitor();
    expect((await comeBack(agent, richmond)).text).toContain('You are in the group with another council');
    expect(await isSignedIn(agent)).toBe(false);
  });

  test('another account with the address of somebody who left it, and the same account with another address', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const subject = atProvider(person.email);
    await comeBack(app.visitor());
    const knows = 'knows you as somebody else';
    atProvider(person.email);
    expect((await comeBack(app.visitor())).text).toContain(knows);
    for (const email of [other.email, someAddress()]) {
      provider.says.account = { sub: subject, email, email_verified: true };
      expect((await comeBack(app.visitor())).text).toContain(knows);
    }
    const bound = await db.select().from(providerSubjects).where(eq(providerSubjects.subject, subject));
    expect(bound).toMatchObject([{ personId: person.id }]);
  });

  test('somebody who is suspended, or has left', async () => {
    const [suspended, left] = [await makePerson(), await makePerson()];
    await suspend(suspended);
    await db.update(people).set({ leftAt: clock.now() }).where(eq(people.id, left.id));
    for (const [person, words] of [
      [suspended, 'You are suspended'],
      [left, 'You have left the group'],
    ] as const) {
      atProvider(person.email);
      const agent = app.visitor();
      expect((await comeBack(agent)).text).toContain(words);
      expect(await isSignedIn(agent)).toBe(false);
    }
  });

  test('a provider that has ended', async () => {
    const start = await addProvider({ council: 'barnet' });
    const person = await makePerson({ council: 'barnet' });
    atProvider(person.email);
    const agent = app.visitor();
    const way = await provider.visit(await setOut(agent, start));
    await endOf(start);
    await agent.get(way).expect(404);
    await agent.get(start).expect(404);
    expect(await isSignedIn(agent)).toBe(false);
  });
});

describe('the provider', () => {
  test('may be down before and on the way back: there is a link instead, and later it works again', async () => {
    const person = await makePerson();
    atProvider(person.email);
    const agent = app.visitor();
    const way = await provider.visit(await setOut(agent, camden));
    await provider.stop();
    const refused = [await agent.get(way)];
    later({ minutes: 11 });
    refused.push(await app.visitor().get(camden));
    backToNow();
    await provider.startAgain();
    for (const { status, text } of refused) {
      expect(status).toBe(503);
      expect(text).toContain('does not answer');
      expect(text).toContain('Sign in with a link in an email');
    }
    await comeBack(agent);
    expect(await isSignedIn(agent)).toBe(true);
  });

  test('may change its keys between one sign-in and the next, and on the way', async () => {
    const person = await makePerson();
    atProvider(person.email);
    await comeBack(app.visitor());
    provider.changeKeys();
    const agent = app.visitor();
    expect((await comeBack(agent)).status).toBe(303);
    expect(await isSignedIn(agent)).toBe(true);
  });
});

describe('a session', () => {
  test('that was planted in the browser before is nobody afterwards', async () => {
    const person = await makePerson();
    atProvider(person.email);
    const agent = app.visitor();
    const address = await setOut(agent, camden);
    const planted = cookiesOf(agent, app.address);
    await agent.get(await provider.visit(address)).expect(303);
    expect(await isSignedIn(agent)).toBe(true);
    expect(cookiesOf(agent, app.address)).not.toBe(planted);
    const { text } = await app.bare().get('/').set('Cookie', planted);
    expect(text).not.toContain('action="/sign-out"');
  });
});

describe('the page where an address is asked for', () => {
  test('offers the council’s sign-in first, with the address given, and sends a link to whoever wants one', async () => {
    const email = someAddress();
    const sent = await send(app.visitor(), '/sign-in', { email, back: '/standard' }).expect(200);
    expect(mailbox[0]?.to).not.toBe(email);
    const [, href = ''] = new RegExp(`href="(${camden}[^"]+)"`).exec(sent.text) ?? [];
    const query = new URLSearchParams(href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({ back: '/standard', hint: email });
    expect(sent.text).toContain('Send me a link instead');
    await send(app.visitor(), '/sign-in', { email, back: '/standard', act: 'link' }).expect(200);
    expect(mailbox[0]?.to).toBe(email);
  });

  test('is as it was for councils without one', async () => {
    const email = someAddress('barnet.gov.uk');
    await send(app.visitor(), '/sign-in', { email }).expect(200);
    expect(mailbox[0]?.to).toBe(email);
  });

  test('says the same of somebody who is known and somebody who is not', async () => {
    const [known, unknown] = [(await makePerson()).email, someAddress()];
    const [one, other] = await Promise.all(
      [known, unknown].map(async (email) =>
        (await send(app.visitor(), '/sign-in', { email })).text
          .replaceAll(email, '')
          .replaceAll(encodeURIComponent(email), ''),
      ),
    );
    expect(one).toBe(other);
  });
});

test('too many tries from one place are refused, with how long to wait', async () => {
  const [unknown, answers] = [`${camden}/callback?code=x&state=x`, [] as number[]];
  for (let at = 0; at < 310; at++) answers.push((await app.bare().get(unknown)).status);
  expect(answers.at(-1)).toBe(429);
  await db.execute('delete from rate_limits');
});

test('neither a token, a claim nor the secret is logged', async () => {
  const { level, warn } = log;
  const logged: unknown[] = [];
  log.level = 'debug';
  for (const name of ['debug', 'info', 'warn', 'error'] as const)
    log[name] = (line: unknown) => logged.push(line);
  const person = await makePerson();
  const subject = atProvider(person.email);
  const ways: string[] = [];
  for (const twist of [{ iss: 'x' }, { email_verified: false }, { exp: 1 }, { nonce: 'x' }]) {
    provider.says.twist = ({ claims }) => Object.assign(claims, twist);
    const agent = app.visitor();
    ways.push(await provider.visit(await setOut(agent, camden)));
    await agent.get(ways.at(-1) ?? '');
  }
  Object.assign(log, { warn });
  log.level = level;
  const all = JSON.stringify(logged);
  for (const said of ['untrusted', 'unverified', 'expired', '"claim":"nonce"']) expect(all).toContain(said);
  const codes = ways.map((way) => new URLSearchParams(way.split('?')[1]).get('code') ?? 'none');
  for (const secret of [clientSecret, person.email, subject, ...codes]) expect(all).not.toContain(secret);
});
