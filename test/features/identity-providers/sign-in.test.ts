import { type Agent, send, useApp } from '../../support/app.ts';
import {
  clientId,
  clientSecret,
  type IdentityProvider,
  startIdentityProvider,
} from '../../support/identity-provider.ts';
import { makePerson } from '../../support/make.ts';

const app = useApp();
let provider: IdentityProvider;
let administrator: Agent;

beforeAll(async () => {
  provider = await startIdentityProvider();
  administrator = await app.signInAs(await makePerson({ administrator: true }));
});
afterEach(() => provider.usual());
afterAll(() => provider.stop());

let added = 0;

/** A council's own sign-in, as an administrator adds it; its address. */
async function addProvider({ council = 'camden', ...others }: Record<string, string> = {}): Promise<string> {
  const { headers } = await send(administrator, '/administration/providers/new', {
    council,
    name: `Account ${++added}`,
    issuer: provider.issuer,
    clientId,
    clientSecret,
    ...others,
  }).expect(303);
  return `/sign-in/providers/${/\d+/.exec(headers.location ?? '')?.[0]}`;
}

/** Goes to the provider and comes back; the answer to that. */
async function comeBack(agent: Agent, start: string) {
  const { headers } = await agent.get(start).expect(302);
  return agent.get(await provider.visit(headers.location ?? ''));
}

test('somebody who is known', async () => {
  const start = await addProvider();
  const person = await makePerson();
  provider.says.account = { sub: 'one', email: person.email, email_verified: true, name: 'Nia' };
  const agent = app.visitor();
  const back = await comeBack(agent, `${start}?back=/standard`);
  expect([back.status, back.headers.location, back.text]).toEqual([303, '/standard', expect.anything()]);
});
