import { readConfig } from '../../server/config.ts';

test('without any setting, everything has a default for trying it out on one machine', () => {
  expect(readConfig({})).toMatchObject({
    NODE_ENV: 'development',
    production: false,
    baseUrl: 'http://localhost:3000',
  });
  expect(readConfig({}).DATABASE_URL).toBeUndefined();
});

test('a setting that is empty counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

const uuid = '6f1c9d0e-7f0b-4c5e-9a51-2f0a7b1d9c3e';
const notifyKey = `practice-${uuid}-${uuid}`;

test.each([
  ['NODE_ENV', 'live', 'NODE_ENV must be development, test or production.'],
  ['PORT', 'http', 'PORT must be a whole number from 0 to 65535.'],
  ['PORT', '70000', 'PORT must be a whole number from 0 to 65535.'],
  ['PORT', '80.5', 'PORT must be a whole number from 0 to 65535.'],
  [
    'BASE_URL',
    'practice.example.org',
    'BASE_URL must be a web address such as https://practice.example.org.',
  ],
  ['BASE_URL', 'ftp://example.org', 'BASE_URL must be a web address'],
  [
    'DATABASE_URL',
    'mysql://localhost/x',
    'DATABASE_URL must be like postgres://user:password@host:5432/name.',
  ],
  [
    'DATABASE_OWNER_URL',
    'mysql://localhost/x',
    'DATABASE_OWNER_URL must be like postgres://user:password@host:5432/name.',
  ],
  ['DATABASE_OWNER_URL', 'postgres://db/practice', 'DATABASE_URL must be set where DATABASE_OWNER_URL is.'],
  ['DATABASE_POOL', '3', 'DATABASE_POOL must be a whole number from 4 to 200.'],
  [
    'SESSION_SECRET',
    'short',
    'SESSION_SECRET must be at least 32 characters; make one with: openssl rand -hex 32.',
  ],
  ['FILES_QUOTA_MB', '1', 'FILES_QUOTA_MB must be a whole number from 10 to 1000000.'],
  ['CLAMAV_ADDRESS', 'clamd', 'CLAMAV_ADDRESS must be like 127.0.0.1:3310 or /run/clamav/clamd.ctl.'],
  ['S3_BUCKET', 'files', 'S3_ENDPOINT must be set where S3_BUCKET is. S3_ACCESS_KEY_ID must be set'],
  ['S3_ENDPOINT', 's3.example.org', 'S3_ENDPOINT must be like https://s3.eu-west-2.amazonaws.com.'],
  ['TRUST_PROXY', 'yes', 'TRUST_PROXY must be a whole number from 0 to 10.'],
  ['SMTP_URL', 'mail.example.org', 'SMTP_URL must be like smtp://user:password@host:587.'],
  [
    'NOTIFY_API_KEY',
    'secret',
    'NOTIFY_API_KEY must be a key of GOV.UK Notify, which ends with two long ids.',
  ],
  ['NOTIFY_API_KEY', notifyKey, 'NOTIFY_TEMPLATE_ID must be set where NOTIFY_API_KEY is.'],
  ['NOTIFY_TEMPLATE_ID', 'welcome', 'NOTIFY_TEMPLATE_ID must be the id of a template.'],
  ['MAIL_FROM', 'x', 'MAIL_FROM must be like Standard Practice <no-reply@example.org>.'],
  ['MAIL_FROM', 'Standard Practice', 'MAIL_FROM must be like Standard Practice <no-reply@example.org>.'],
  ['NOTIFY_TEMPLATE_ID', uuid, 'NOTIFY_API_KEY must be set where NOTIFY_TEMPLATE_ID is.'],
  ['CONTACT_EMAIL', 'us', 'CONTACT_EMAIL must be an email address such as practice@example.org.'],
  ['LINK_CHECKS', 'no', 'LINK_CHECKS must be on or off.'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be fatal, error, warn, info, debug or silent.'],
])('%s=%s is named in one plain sentence', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(sentence);
});

test('several wrong settings are named together', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/PORT must .*\. LOG_LEVEL must .*\./);
});

test('mail goes out by a mail server or by GOV.UK Notify, not by both', () => {
  const notify = { NOTIFY_API_KEY: notifyKey, NOTIFY_TEMPLATE_ID: uuid };
  expect(readConfig(notify).notify).toEqual({
    apiKey: notifyKey,
    templateId: uuid,
    url: 'https://api.notifications.service.gov.uk',
  });
  expect(readConfig({}).notify).toBeUndefined();
  expect(() => readConfig({ ...notify, SMTP_URL: 'smtp://mail.example.org' })).toThrow(
    'NOTIFY_API_KEY cannot be set where SMTP_URL is.',
  );
});

test('production needs a database and a secret of its own', () => {
  const production = { NODE_ENV: 'production' };
  expect(() => readConfig(production)).toThrow(
    'DATABASE_URL must be set in production. SESSION_SECRET must be set in production.',
  );
  const complete = { ...production, DATABASE_URL: 'postgres://db/practice', SESSION_SECRET: 'x'.repeat(32) };
  expect(readConfig(complete).production).toBe(true);
});

test('other servers are asked for their pages in production, unless it is turned off', () => {
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://db/practice',
    SESSION_SECRET: 'x'.repeat(32),
  };
  expect(readConfig({}).checksLinks).toBe(false);
  expect(readConfig({ LINK_CHECKS: 'on' }).checksLinks).toBe(true);
  expect(readConfig(production).checksLinks).toBe(true);
  expect(readConfig({ ...production, LINK_CHECKS: 'off' }).checksLinks).toBe(false);
});
