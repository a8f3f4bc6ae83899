import { eq } from 'drizzle-orm';
import { findMember } from '../../../server/features/accounts/viewers.ts';
import { findPersonByEmail } from '../../../server/features/people/queries.ts';
import { people } from '../../../server/features/people/tables.ts';
import { createAdmin } from '../../../server/features/roles/create-admin.ts';
import { db } from '../../../server/platform/database.ts';
import { useApp } from '../../support/app.ts';
import { countRows, linesAbout } from '../../support/history.ts';
import { makeGuest, makePerson, suspend } from '../../support/make.ts';

const app = useApp();

async function memberAt(email: string) {
  const person = await findPersonByEmail(email);
  return findMember(person?.id ?? 0, { secondStep: true });
}

test('somebody new joins the council of their address and is administrator', async () => {
  const made = await createAdmin('Amina.Rahman-Khan@Digital.Camden.gov.uk');
  expect(made).toMatchObject({ name: 'Amina Rahman Khan', council: 'Camden', isNew: true });
  expect(await memberAt('amina.rahman-khan@digital.camden.gov.uk')).toMatchObject({
    name: 'Amina Rahman Khan',
    council: { slug: 'camden' },
    isAdministrator: true,
  });
  const person = await findPersonByEmail('amina.rahman-khan@digital.camden.gov.uk');
  expect(await linesAbout({ id: person?.id ?? 0 })).toMatchObject([
    { act: 'role-given', actorId: null, about: 'administrator', reason: 'At the command line' },
  ]);
});

test('somebody who is here already keeps their name, and is administrator from their next page on', async () => {
  const { email, id } = await makePerson({ name: 'Jo' });
  const page = await app.connect(await app.signInAs({ id }));
  expect(await createAdmin(email, { name: 'Somebody Else' })).toMatchObject({ name: 'Jo', isNew: true });
  expect(await findMember(id, { secondStep: true })).toMatchObject({ name: 'Jo', isAdministrator: true });
  await page.ended();
});

test('done twice, or twice at once, it is done once', async () => {
  const email = 'twice@hackney.gov.uk';
  await createAdmin(email, { name: 'Twice' });
  const before = await countRows('events');
  const again = await Promise.all([createAdmin(email), createAdmin(email)]);
  expect(again.map(({ isNew }) => isNew)).toEqual([false, false]);
  expect(await countRows('events')).toBe(before);
});

test('a shared domain asks which council, and takes only one that shares it', async () => {
  const email = 'someone@richmondandwandsworth.gov.uk';
  await expect(createAdmin(email)).rejects.toThrow(
    'richmondandwandsworth.gov.uk is shared by more than one council: add --council richmond-upon-thames or --council wandsworth.',
  );
  await expect(createAdmin(email, { council: 'camden' })).rejects.toThrow(
    'are not of camden, but of richmond',
  );
  expect(await findPersonByEmail(email)).toBeUndefined();
  expect(await createAdmin(email, { council: 'wandsworth' })).toMatchObject({ council: 'Wandsworth' });
});

test.each([
  ['nobody@example.com', {}, 'No council in the group has addresses at example.com.'],
  ['nobody@notcamden.gov.uk', {}, 'No council in the group has addresses at notcamden.gov.uk.'],
  ['camden.gov.uk', {}, 'Enter an email address in the correct format, like name@camden.gov.uk.'],
  ['', {}, 'Enter your work email address.'],
  [
    'somebody@camden.gov.uk',
    { council: 'hackney' },
    'Addresses at camden.gov.uk are not of hackney, but of camden.',
  ],
  ['somebody@camden.gov.uk', { name: 'x'.repeat(101) }, 'Your name must be 100 characters or fewer'],
])('%s with %j is refused, and nobody is added', async (address, options, sentence) => {
  const before = await countRows('people');
  await expect(createAdmin(address, options)).rejects.toThrow(sentence);
  expect(await countRows('people')).toBe(before);
});

test('somebody suspended stays so, and somebody at another council stays there', async () => {
  const person = await makePerson();
  await expect(createAdmin(person.email, { council: 'hackney' })).rejects.toThrow('belongs to Camden');
  await suspend(person);
  await expect(createAdmin(person.email)).rejects.toThrow('is suspended');
});

test('somebody whose suspension is over may be one, a guest may not, nor an address with a tag', async () => {
  const person = await makePerson();
  await suspend(person);
  await db
    .update(people)
    .set({ suspendedUntil: new Date(Date.now() - 1000) })
    .where(eq(people.id, person.id));
  expect(await createAdmin(person.email)).toMatchObject({ isNew: true });
  const guest = await makeGuest();
  await db.update(people).set({ email: 'guest@camden.gov.uk' }).where(eq(people.id, guest.id));
  await expect(createAdmin('guest@camden.gov.uk')).rejects.toThrow('is a guest’s');
  await expect(createAdmin('jo+admin@camden.gov.uk')).rejects.toThrow('without the +');
});
