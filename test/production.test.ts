// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, {
  NODE_ENV: 'production',
  SESSION_SECRET: 'x'.repeat(64),
  TRUST_PROXY: '1',
  SMTP_URL: 'smtp://127.0.0.1:1',
  LOG_LEVEL: 'silent',
});
const { useApp } = await import('./support/app.ts');
const { hashOf } = await import('../server/platform/tokens.ts');
const { signInLinks } = await import('../server/features/accounts/tables.ts');
const { writerMark } = await import('../server/features/accounts/writer.ts');
const database = await import('../server/platform/database.ts');

const app = useApp();

/** As a proxy passes on what came to it over HTTPS. */
const post = (path: string, fields: Record<string, string> = {}) =>
  app.visitor().post(path).set('X-Forwarded-Proto', 'https').type('form').send(fields);

test('there are no shortcuts to sign in, no mailbox, and nothing of a demonstration', async () => {
  for (const path of ['/dev/sign-in', '/dev/mail']) await app.visitor().get(path).expect(404);
  const { headers } = await post('/dev/sign-in', { personId: '1' });
  expect(headers.location).toMatch(/^\/sign-in\?/);
  expect(headers['set-cookie']).toBeUndefined();
  for (const path of ['/', '/sign-in', '/standard']) {
    const { text } = await app.visitor().get(path).expect(200);
    expect(text).not.toMatch(/\/dev\/|demonstration|made up/i);
  }
});

test('cookies are for HTTPS only, and browsers are told to use nothing else', async () => {
  const token = 'a-token-that-was-sent';
  const createdAt = new Date();
  await database.db.insert(signInLinks).values({
    tokenHash: hashOf(token),
    email: 'officer@camden.gov.uk',
    returnTo: '/',
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 60_000),
  });
  const signedIn = await post(`/sign-in/links/${token}`, { name: 'Olu Officer' }).expect(303);
  expect(String(signedIn.headers['set-cookie'])).toMatch(
    /sp_session=[^;]*;[^;]*;[^;]*; HttpOnly; Secure; SameSite=Lax$/,
  );
  const held = await post('/topics/1/replies', { body: 'Kept', writer: writerMark(1) }).expect(303);
  expect(String(held.headers['set-cookie'])).toMatch(/^sp_held=.*HttpOnly; Secure; SameSite=Lax$/);
  expect(signedIn.headers['strict-transport-security']).toMatch(/^max-age=\d{7,}/);
});

test('without HTTPS nobody is sent a link or uses one up for nothing, and is told why', async () => {
  const token = 'a-token-that-waits';
  const expiresAt = new Date(Date.now() + 60_000);
  const link = { tokenHash: hashOf(token), email: 'officer.two@camden.gov.uk', returnTo: '/' };
  await database.db.insert(signInLinks).values({ ...link, createdAt: new Date(), expiresAt });
  for (const path of ['/sign-in', `/sign-in/links/${token}`]) {
    const sent = await app
      .visitor()
      .post(path)
      .type('form')
      .send({ email: link.email, name: 'Ola' })
      .expect(403);
    expect(sent.text).toContain('begins with https://');
  }
  await post(`/sign-in/links/${token}`, { name: 'Ola Officer' }).expect(303);
});

test('mail that cannot be sent is said in words, with the address kept', async () => {
  const sent = await post('/sign-in', { email: 'officer@camden.gov.uk' });
  expect(sent.status).toBe(503);
  expect(sent.text).toContain('We could not send the email');
  expect(sent.text).toContain('officer@camden.gov.uk');
});
