import axios, { type AxiosError } from 'axios';
import notify from 'notifications-node-client';
import { type DrawText, drawText } from './draw-letter.ts';
import { addressOf } from './letters.ts';
import type { Mail, MailServer } from './mail-server.ts';
import { oneLine } from './one-line.ts';

interface Service {
  apiKey: string;
  /** A template whose subject is ((subject)) and whose message is ((body)). */
  templateId: string;
  url: string;
}

/**
 * Hands mail to GOV.UK Notify, with our id as its reference. Notify gives mail a Message-ID of its own each time, so what it
 * may have had already is asked for by reference, and is not sent again.
 */
export function govukNotify({ apiKey, templateId, url }: Service): MailServer {
  const client = new notify.NotifyClient(url, apiKey);
  // Its types and ours are of two builds of the same package.
  client.setClient(axios.create({ timeout: 15_000 }) as never);

  async function findTaken(reference: string): Promise<'sent' | 'nobody' | undefined> {
    const { data } = await client.getNotifications('email', undefined, reference);
    const statuses = data.notifications.map(({ status }) => status);
    if (statuses.includes('permanent-failure')) return 'nobody';
    // A fault of Notify's own, after which it asks to be tried again.
    return statuses.some((status) => status !== 'technical-failure') ? 'sent' : undefined;
  }

  return {
    async send(mail, id, again) {
      try {
        const taken = again ? await findTaken(id) : undefined;
        if (taken) return taken;
        await client.sendEmail(templateId, mail.to, {
          personalisation: { subject: oneLine(mail.subject), body: drawText(mail, asNotify) },
          reference: id,
          oneClickUnsubscribeURL: stopAddress(mail),
        });
        return 'sent';
      } catch (error) {
        if (saysNoAddress(error as NotifyError)) return 'nobody';
        throw withoutSecrets(error as NotifyError);
      }
    },
  };
}

const stopAddress = ({ stop }: Mail) => stop && addressOf(stop.href);

/** Notify reads what it is given as Markdown: what people wrote must not become a link that says something else. */
const asNotify: DrawText = {
  quoteMark: '^ ',
  headingMark: '# ',
  // With its own mark before it, what keeps a mark from being read as Markdown keeps nothing.
  quieten: (text) => text.replace(/[\\[]/g, '\\$&'),
};

type NotifyError = AxiosError<{ errors?: { error: string; message: string }[] }>;

/** Only what says that no other try will do: all other refusals are about our settings or about that day. */
const saysNoAddress = ({ response }: NotifyError): boolean =>
  response?.status === 400 &&
  (response.data?.errors ?? []).some(({ message }) =>
    /^email_address .*not a valid email address/i.test(message),
  );

/** What went wrong: the error itself has the mail in it, its address and what signs us in at Notify. */
function withoutSecrets({ message, code, response }: NotifyError): Error {
  if (!response) return Object.assign(new Error(`GOV.UK Notify cannot be reached: ${message}`), { code });
  const { status, data } = response;
  const said = (data?.errors ?? []).map(({ error, message }) => `${error}: ${message}`).join('; ');
  const isBusy = status === 429 || status >= 500;
  const what = isBusy ? 'is busy or has a fault' : 'refuses mail from us: look at the settings';
  const words = `GOV.UK Notify ${what} (${status}). ${said}`.trim();
  return Object.assign(new Error(words.replace(/[^\s<>@]+@[^\s<>@]+/g, '…')), { code: `NOTIFY_${status}` });
}
