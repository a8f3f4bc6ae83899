import { randomUUID } from 'node:crypto';
import nodemailer, { type Transporter } from 'nodemailer';
import { config } from '../config.ts';
import { clock } from './clock.ts';
import type { Tx } from './database.ts';
import { Refusal } from './errors.ts';
import { addJob, type JobTasks } from './jobs.ts';
import { log } from './log.ts';
import { oneLine } from './one-line.ts';
import { sealFor } from './sealed.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

declare module './jobs.ts' {
  interface Jobs {
    /** The id is the same at each try, so that whoever gets it twice can tell. */
    'send-mail': { id: string; sealed: string };
  }
}

const mailboxKeeps = 50;

/** Outside production, mail that would have been sent, newest first; shown at /dev/mail. */
export const mailbox: (Mail & { sentAt: Date })[] = [];

/** Sends mail while somebody waits for it; if it cannot be sent they are told. */
export async function sendMail(mail: Mail): Promise<void> {
  let sent: boolean;
  try {
    sent = await deliver(mail, randomUUID());
  } catch (error) {
    log.error({ error }, 'Mail could not be sent');
    throw new Refusal(
      503,
      'We could not send the email',
      'Try again in a few minutes. If it still fails, tell a coordinator.',
    );
  }
  if (sent) return;
  throw new Refusal(
    422,
    'We could not send email to this address',
    'Its mail server says that there is no such mailbox. Check the address and try again. ' +
      'If it is right, ask who looks after email where you work, or tell a coordinator.',
  );
}

const { seal, unseal } = sealFor('mail that waits');

/**
 * Sends mail when, and only if, this transaction is committed; tried again for days while the mail server is down. Sealed
 * until then: it may have a link of which the database keeps only a hash.
 */
export const mailLater = (tx: Tx, mail: Mail): Promise<void> =>
  addJob(tx, 'send-mail', { id: randomUUID(), sealed: seal(JSON.stringify(mail)) });

export const mailJobs: JobTasks = {
  'send-mail': async ({ id, sealed }) => {
    const mail = unseal(sealed);
    if (!mail) throw new Error('This mail was sealed with another SESSION_SECRET');
    await deliver(JSON.parse(mail), id);
  },
};

type OnBounce = (address: string) => Promise<void>;

const whenBounced: OnBounce[] = [];

/** Has something done when a mail server says that an address is nobody's; it can be said more than once. */
export function onBounce(handler: OnBounce): void {
  whenBounced.push(handler);
}

let transport: Transporter | undefined;

/**
 * Hands mail to the mail server or, outside production and without one, puts it in the mailbox and on the terminal.
 * False when the address is nobody's.
 */
async function deliver({ to, subject, text }: Mail, id: string): Promise<boolean> {
  const mail = { to, subject: oneLine(subject), text };
  if (!config.SMTP_URL && !config.production) {
    keep(mail);
    return true;
  }
  transport ??= nodemailer.createTransport({
    url: config.SMTP_URL,
    connectionTimeout: 10_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...mail,
      from: config.MAIL_FROM,
      // One address, whatever is in it: as a text it would be read as a list of them.
      to: { name: '', address: to },
      messageId: `<${id}@${senderDomain()}>`,
      // Keeps out-of-office replies away.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return true;
  } catch (error) {
    if (!saysNoSuchMailbox(error as SmtpError)) throw withoutAddresses(error as SmtpError);
  }
  for (const handler of whenBounced) await handler(to);
  return false;
}

function keep(mail: Mail): void {
  mailbox.unshift({ ...mail, sentAt: clock.now() });
  mailbox.length = Math.min(mailbox.length, mailboxKeeps);
  if (config.NODE_ENV === 'development')
    console.info(`\nMail to ${mail.to}: ${mail.subject}\n\n${mail.text}\n`);
}

const senderDomain = () => /@([^\s>]+)/.exec(config.MAIL_FROM)?.[1] ?? 'localhost';

interface SmtpError extends Error {
  code?: string;
  command?: string;
  response?: string;
}

/**
 * Only what RFC 3463 and RFC 7505 have for an address that is nobody's. Other refusals are as final to the protocol, but
 * say something about us or about that day: a policy, a block list, a mailbox that is full.
 */
const saysNoSuchMailbox = ({ command, response = '' }: SmtpError): boolean =>
  command === 'RCPT TO' && /^5\d\d[ -]5\.(1\.1|1\.6|1\.10|2\.1)\b/.test(response);

/** What the mail server said, which often repeats the address, without it. */
const withoutAddresses = ({ message, code }: SmtpError) =>
  Object.assign(new Error(message.replace(/[^\s<>@]+@[^\s<>@]+/g, '…')), { code });
