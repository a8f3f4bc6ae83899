import nodemailer from 'nodemailer';
import { config } from '../config.ts';
import { drawHtml, drawText } from './draw-letter.ts';
import { addressOf } from './letters.ts';
import type { Mail, MailServer } from './mail-server.ts';
import { oneLine } from './one-line.ts';

/** More than there are mails at a time that nobody waits for, so that one that somebody waits for goes out at once. */
const connections = 8;

/** Hands mail to a mail server, over connections that stay open for the next. */
export function smtpServer(url: string): MailServer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connections,
    // Only of what not a byte has gone out: a connection that the server had closed meanwhile.
    maxRequeues: 2,
    idleTimeout: 30_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail, id) {
      try {
        await transport.sendMail({
          subject: oneLine(mail.subject),
          text: drawText(mail),
          html: drawHtml(mail),
          from: config.MAIL_FROM,
          // One address, whatever is in it: as a text it would be read as a list of them.
          to: { name: '', address: mail.to },
          messageId: `<${id}@${senderDomain()}>`,
          headers: headersOf(mail),
          ...threadOf(mail),
        });
        return 'sent';
      } catch (error) {
        if (saysNoSuchMailbox(error as SmtpError)) return 'nobody';
        throw withoutAddresses(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

/** As they are: folded or encoded, addresses would not be read by whoever acts on them. */
function headersOf({ stop, thread }: Mail) {
  // Keeps out-of-office replies away.
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated' };
  if (stop) {
    headers['List-Unsubscribe'] = `<${addressOf(stop.href)}>`;
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  if (thread) headers['List-Id'] = `<${thread}.${senderDomain()}>`;
  return Object.entries(headers).map(([key, value]) => ({ key, value: { prepared: true, value } }));
}

/** All seem to answer the same first mail, which nobody got. */
function threadOf({ thread }: Mail) {
  const first = thread && `<${thread}@${senderDomain()}>`;
  return first ? { inReplyTo: first, references: first } : {};
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
