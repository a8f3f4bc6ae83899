import { useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

test('visitors read what this is, every requirement, what is public, and how to join', async () => {
  const author = await makePerson();
  await makeTopic(author, { title: 'For everybody', kind: 'pattern' });
  await makeTopic(author, { title: 'For the group', kind: 'pattern', visibility: 'group' });
  const { text } = await app.visitor().get('/').expect(200);
  for (const words of ['For everybody', 'How to join', 'Sign in or join', 'Understand user needs']) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain('For the group');
});

test('members see what is new since last time, what nobody has answered, and their own topics', async () => {
  const [author, reader] = [await makePerson(), await makePerson()];
  const agent = await app.signInAs(reader);
  expect((await agent.get('/')).text).toContain(`Welcome, ${reader.name}`);
  const own = await makeTopic(reader, { title: 'Asked by me', kind: 'pattern' });
  const unanswered = await makeTopic(author, { title: 'Asked and not answered' });
  const answered = await makeTopic(author, { title: 'Asked and talked about' });
  await makeReply(reader, answered.id);
  later({ hours: 3 });
  const { text } = await agent.get('/').expect(200);
  expect(text).toContain('3 topics have something new');
  const [, fresh = '', waiting = '', mine = ''] =
    /id="new"([\s\S]*)id="unanswered"([\s\S]*)id="mine"([\s\S]*)/.exec(text) ?? [];
  for (const { title } of [own, unanswered, answered]) expect(fresh).toContain(title);
  expect(waiting).toContain(unanswered.title);
  expect(waiting).not.toContain(answered.title);
  expect(mine).toContain(own.title);
  later({ hours: 6 });
  expect((await agent.get('/')).text).toContain('You are up to date');
});

test.each([
  '/about',
  '/accessibility',
  '/cookies',
  '/privacy',
  '/offline',
  '/sign-in',
  '/dev/mail',
  '/dev/sign-in',
])('%s can be read by anybody', async (path) => {
  const { text } = await app.visitor().get(path).expect(200);
  expect(text).toMatch(/<h1[\s>]/);
  expect(text).toContain('<html lang="en-GB"');
});

test('pages may load nothing from elsewhere, nor be shown inside another site', async () => {
  const { headers } = await app.visitor().get('/');
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|unsafe|\*/);
  expect(headers['referrer-policy']).toBe('same-origin');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
});
