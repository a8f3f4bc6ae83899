import { config } from '../config.ts';
import { clock } from './clock.ts';
import { drawHtml, drawText } from './draw-letter.ts';
import type { Mail, MailServer } from './mail-server.ts';
import { oneLine } from './one-line.ts';

interface Kept extends Mail {
  id: string;
  text: string;
  html: string;
  sentAt: Date;
}

const keeps = 50;

/** Outside production, mail that would have been sent, newest first; shown at /dev/mail. */
export const mailbox: Kept[] = [];

/** Puts mail in the mailbox, and on the terminal. */
export const developmentServer: MailServer = {
  async send(mail, id) {
    const subject = oneLine(mail.subject);
    const kept = { ...mail, id, subject, text: drawText(mail), html: drawHtml(mail), sentAt: clock.now() };
    mailbox.unshift(kept);
    mailbox.length = Math.min(mailbox.length, keeps);
    if (config.NODE_ENV === 'development')
      console.info(`\nMail to ${kept.to}: ${kept.subject}\n\n${kept.text}\n`);
    return 'sent';
  },
};
