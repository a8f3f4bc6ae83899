import path from 'node:path';
import { z } from 'zod';

const wholeNumber = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number({ error }).int(error).min(from, error).max(to, error);
};

const s3Settings = ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** Every setting, read from the environment once at start. The meaning of each stands beside it. */
const settings = z
  .object({
    NODE_ENV: z
      .enum(['development', 'test', 'production'], 'must be development, test or production')
      .default('development')
      .describe('production shows no demonstration content and no shortcuts to sign in'),
    HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
    PORT: wholeNumber(0, 65535).default(3000).describe('port to listen on; 0 takes any that is free'),
    BASE_URL: z
      .url({ protocol: /^https?$/, error: 'must be a web address such as https://practice.example.org' })
      .optional()
      .describe('address that people type, used in links in emails; default http://HOST:PORT'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:password@host:5432/name' })
      .optional()
      .describe('Postgres to use; without it, one is started in DATA_DIR'),
    DATABASE_OWNER_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be like postgres://user:password@host:5432/name' })
      .optional()
      .describe(
        'the same as its owner, who migrates it; without it DATABASE_URL is, and nothing protects the logs',
      ),
    DATABASE_POOL: wholeNumber(4, 200).default(10).describe('connections to Postgres that one node may hold'),
    DATA_DIR: z.string().min(1).default('data').describe('folder of the Postgres that is started for you'),
    FILES_DIR: z
      .string()
      .min(1)
      .default('data/files')
      .describe('folder of the files that people attach; every node needs the same'),
    FILES_QUOTA_MB: wholeNumber(10, 1_000_000)
      .default(500)
      .describe('how many megabytes one person may have attached'),
    FILES_COUNCIL_QUOTA_MB: wholeNumber(10, 10_000_000)
      .default(5000)
      .describe('how many megabytes the people of one council may have attached together'),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional()
      .describe('keeps files in this bucket of a store that speaks S3 instead of in FILES_DIR'),
    S3_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'must be like https://s3.eu-west-2.amazonaws.com' })
      .optional()
      .describe('where that store answers, without the bucket'),
    S3_REGION: z.string().min(1).default('eu-west-2').describe('its region; stores without any take all'),
    S3_ACCESS_KEY_ID: z.string().min(1).optional().describe('who may read, write and delete in the bucket'),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('the secret that goes with that'),
    CLAMAV_ADDRESS: z
      .string()
      .regex(/^(\/.+|[^\s/:]+:\d{1,5})$/, 'must be like 127.0.0.1:3310 or /run/clamav/clamd.ctl')
      .optional()
      .describe('ClamAV’s clamd, which looks at every file before others see it; without it nothing does'),
    SESSION_SECRET: z
      .string()
      .min(32, 'must be at least 32 characters; make one with: openssl rand -hex 32')
      .optional()
      .describe('signs session cookies; the same on every node'),
    TRUST_PROXY: wholeNumber(0, 10).default(0).describe('how many reverse proxies stand in front'),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'must be like smtp://user:password@host:587' })
      .optional()
      .describe('mail server; outside production mail goes to /dev/mail and the terminal when it is not set'),
    NOTIFY_API_KEY: z
      .string()
      .regex(/-[\da-f-]{36}-[\da-f-]{36}$/, 'must be a key of GOV.UK Notify, which ends with two long ids')
      .optional()
      .describe('key of GOV.UK Notify, which mail is then handed to instead of to SMTP_URL'),
    NOTIFY_TEMPLATE_ID: z
      .uuid('must be the id of a template')
      .optional()
      .describe('its template, whose subject is ((subject)) and whose message is ((body))'),
    NOTIFY_URL: z
      .url({ protocol: /^https?$/, error: 'must be a web address' })
      .default('https://api.notifications.service.gov.uk')
      .describe('where it answers'),
    MAIL_FROM: z
      .string()
      .regex(
        /^(?:.*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'must be like Standard Practice <no-reply@example.org>',
      )
      .default('Standard Practice <no-reply@localhost>')
      .describe('sender of emails'),
    CONTACT_EMAIL: z
      .email('must be an email address such as practice@example.org')
      .optional()
      .describe('address that people write to who cannot sign in or want to appeal'),
    LINK_CHECKS: z
      .enum(['on', 'off'], 'must be on or off')
      .optional()
      .describe('whether pages on other servers that guidance links to are asked for; on in production'),
    LOG_LEVEL: z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        'must be fatal, error, warn, info, debug or silent',
      )
      .default('info')
      .describe('how much is logged'),
  })
  .superRefine((env, check) => {
    for (const name of s3Settings) {
      if (env.S3_BUCKET && !env[name])
        check.addIssue({ code: 'custom', path: [name], message: 'must be set where S3_BUCKET is' });
    }
  })
  .superRefine(({ NOTIFY_API_KEY: key, NOTIFY_TEMPLATE_ID: template, SMTP_URL: smtp }, check) => {
    const say = (name: string, message: string) => check.addIssue({ code: 'custom', path: [name], message });
    if (key && smtp) say('NOTIFY_API_KEY', 'cannot be set where SMTP_URL is');
    if (key && !template) say('NOTIFY_TEMPLATE_ID', 'must be set where NOTIFY_API_KEY is');
    if (template && !key) say('NOTIFY_API_KEY', 'must be set where NOTIFY_TEMPLATE_ID is');
  })
  .superRefine(({ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }, check) => {
    if (!url && ownerUrl)
      check.addIssue({
        code: 'custom',
        path: ['DATABASE_URL'],
        message: 'must be set where DATABASE_OWNER_URL is',
      });
  })
  .superRefine((env, check) => {
    if (env.NODE_ENV !== 'production') return;
    for (const name of ['DATABASE_URL', 'SESSION_SECRET'] as const) {
      if (!env[name]) check.addIssue({ code: 'custom', path: [name], message: 'must be set in production' });
    }
  });

/** Reads and checks the settings; throws an Error whose message has one plain sentence for each wrong one. */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const trimmed = Object.entries(env).map(([name, value = '']) => [name, value.trim()]);
  const given = Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
  const result = settings.safeParse(given);
  if (!result.success) {
    const sentences = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
    throw new Error(`The settings are not right. ${sentences.join(' ')}`);
  }
  const { data } = result;
  return {
    ...data,
    production: data.NODE_ENV === 'production',
    baseUrl: (data.BASE_URL ?? `http://${nameOf(data.HOST)}:${data.PORT}`).replace(/\/$/, ''),
    checksLinks: (data.LINK_CHECKS ?? (data.NODE_ENV === 'production' ? 'on' : 'off')) === 'on',
    database: data.DATABASE_URL
      ? { url: data.DATABASE_URL, ownerUrl: data.DATABASE_OWNER_URL ?? data.DATABASE_URL }
      : undefined,
    dataDir: path.resolve(data.DATA_DIR),
    filesDir: path.resolve(data.FILES_DIR),
    s3: s3Of(data),
    notify: notifyOf(data),
    sessionSecret: data.SESSION_SECRET ?? 'not secret: for development on this machine only',
  };
}

function s3Of(data: z.infer<typeof settings>) {
  const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint = '', S3_REGION: region } = data;
  const { S3_ACCESS_KEY_ID: accessKeyId = '', S3_SECRET_ACCESS_KEY: secretAccessKey = '' } = data;
  return bucket ? { bucket, endpoint, region, accessKeyId, secretAccessKey } : undefined;
}

function notifyOf({
  NOTIFY_API_KEY: apiKey,
  NOTIFY_TEMPLATE_ID: templateId = '',
  NOTIFY_URL: url,
}: z.infer<typeof settings>) {
  return apiKey ? { apiKey, templateId, url: url.replace(/\/$/, '') } : undefined;
}

/** This machine by the name that passkeys can belong to: they cannot belong to a number. */
export const nameOf = (host: string) => (host === '127.0.0.1' ? 'localhost' : host);

export const config = readConfig();
