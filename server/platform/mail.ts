import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { config } from '../config.ts';
import { clock } from './clock.ts';
import { db, type Tx } from './database.ts';
import { Refusal } from './errors.ts';
import { govukNotify } from './govuk-notify.ts';
import { addJob, type JobTasks, removeJob } from './jobs.ts';
import { log } from './log.ts';
import type { Mail, MailServer } from './mail-server.ts';
import { developmentServer } from './mailbox.ts';
import { sealFor } from './sealed.ts';
import { smtpServer } from './smtp.ts';

declare module './jobs.ts' {
  interface Jobs {
    /** The id is the same at each try, so that whoever gets it twice can tell. */
    'send-mail': { id: string; sealed: string; again?: boolean };
  }
}

/** How long somebody waits for a mail server before they are told that mail comes later. */
const patience = 1_000;
/** When a mail that nobody waited for any more is tried again, if it is still not known to have gone out. */
const triedAgainAfter = 60_000;

/**
 * Sends mail while somebody waits for it; if it cannot be sent they are told. A mail server that takes its time holds them
 * up for moments only: the mail is then sent behind their backs, or like mail that nobody waits for.
 */
export async function sendMail(mail: Mail, waitFor = patience): Promise<void> {
  const id = randomUUID();
  const sending = deliver(mail, id, { again: false });
  let outcome: 'sent' | 'nobody' | 'slow';
  try {
    const timer = new AbortController();
    const slow = pause(waitFor, 'slow' as const, { signal: timer.signal });
    outcome = await Promise.race([sending, slow]).finally(() => timer.abort());
  } catch (error) {
    log.error({ error }, 'Mail could not be sent');
    throw new Refusal(
      503,
      'We could not send the email',
      'Try again in a few minutes. If it still fails, tell a coordinator.',
    );
  }
  if (outcome === 'slow') return leaveToAJob(mail, id, sending);
  if (outcome === 'sent') return;
  throw new Refusal(
    422,
    'We could not send email to this address',
    'Its mail server says that there is no such mailbox. Check the address and try again. ' +
      'If it is right, ask who looks after email where you work, or tell a coordinator.',
  );
}

/** Has a job try it again, unless it turns out before that it has gone out. */
async function leaveToAJob(mail: Mail, id: string, sending: Promise<unknown>): Promise<void> {
  const isDone = sending.then(
    () => true,
    (error) => log.warn({ error }, 'Mail waits for another try'),
  );
  const runAt = new Date(clock.now().getTime() + triedAgainAfter);
  const payload = { id, sealed: seal(JSON.stringify(mail)), again: true };
  await db.transaction((tx) => addJob(tx, 'send-mail', payload, { key: id, runAt }));
  isDone
    .then((done) => done && removeJob(db, 'send-mail', id))
    .catch((error) => log.warn({ error }, 'Mail that went out may go out again'));
}

const { seal, unseal } = sealFor('mail that waits');

/**
 * Sends mail when, and only if, this transaction is committed; tried again for days while the mail server is down. Sealed
 * until then: it may have a link of which the database keeps only a hash.
 */
export const mailLater = (tx: Tx, mail: Mail): Promise<void> =>
  addJob(tx, 'send-mail', { id: randomUUID(), sealed: seal(JSON.stringify(mail)) });

export const mailJobs: JobTasks = {
  'send-mail': async ({ id, sealed, again = false }, { attempt }) => {
    const mail = unseal(sealed);
    if (!mail) throw new Error('This mail was sealed with another SESSION_SECRET');
    await deliver(JSON.parse(mail), id, { again: again || attempt > 1 });
  },
};

type OnBounce = (address: string) => Promise<void>;

const whenBounced: OnBounce[] = [];

/** Has something done when a mail server says that an address is nobody's; it can be said more than once. */
export function onBounce(handler: OnBounce): void {
  whenBounced.push(handler);
}

type BeforeSending = (mail: Mail) => Promise<Mail>;

const beforeSending: BeforeSending[] = [];

/** Has every mail changed at the moment at which it is sent, whatever it is. */
export function changeBeforeSending(change: BeforeSending): void {
  beforeSending.push(change);
}

let server: MailServer | undefined;

/**
 * Hands mail over now, under an id that is the same at each try; throws when another try is due. `again` is false only
 * where nobody can have tried it before. Never in a transaction: the other side may take its time.
 */
export async function deliver(mail: Mail, id: string, { again = true } = {}): Promise<'sent' | 'nobody'> {
  server ??= chooseServer();
  let changed = mail;
  for (const change of beforeSending) changed = await change(changed);
  const outcome = await server.send(changed, id, again);
  if (outcome === 'nobody') for (const handler of whenBounced) await handler(mail.to);
  return outcome;
}

/** In production without a mail server every mail fails, and is tried again until there is one. */
function chooseServer(): MailServer {
  if (config.notify) return govukNotify(config.notify);
  if (config.SMTP_URL) return smtpServer(config.SMTP_URL);
  return config.production ? noServer : developmentServer;
}

/** Whatever listens on this machine would not be asked by anybody's wish. */
const noServer: MailServer = {
  async send() {
    throw new Error('No mail server is set: set SMTP_URL, or NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID');
  },
};

/** Ends connections to the mail server that are open for the next mail. */
export function closeMail(): void {
  server?.close?.();
  server = undefined;
}
