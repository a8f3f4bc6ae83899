import nodemailer, { type Transporter } from 'nodemailer';
import { config } from '../config.ts';
import { clock } from './clock.ts';
import { Refusal } from './errors.ts';
import { log } from './log.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

const mailboxKeeps = 50;

/** Outside production, mail that would have been sent, newest first; shown at /dev/mail. */
export const mailbox: (Mail & { sentAt: Date })[] = [];

let transport: Transporter | undefined;

/** Sends mail, or, outside production and with no mail server, puts it in the mailbox and on the terminal. */
export async function sendMail(mail: Mail): Promise<void> {
  if (!config.SMTP_URL && !config.production) {
    mailbox.unshift({ ...mail, sentAt: clock.now() });
    mailbox.length = Math.min(mailbox.length, mailboxKeeps);
    if (config.NODE_ENV === 'development')
      console.info(`\nMail to ${mail.to}: ${mail.subject}\n\n${mail.text}\n`);
    return;
  }
  try {
    transport ??= nodemailer.createTransport({
      url: config.SMTP_URL,
      connectionTimeout: 10_000,
      socketTimeout: 15_000,
    });
    await transport.sendMail({ from: config.MAIL_FROM, ...mail });
  } catch (error) {
    log.error({ error }, 'Mail could not be sent');
    throw new Refusal(
      503,
      'We could not send the email',
      'Try again in a few minutes. If it still fails, tell a coordinator.',
    );
  }
}
