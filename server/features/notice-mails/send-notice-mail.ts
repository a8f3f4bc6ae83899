import { deliver } from '../../platform/mail.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { drawDigest, drawNotices } from './draw-mail.ts';
import { listForMail } from './list-for-mail.ts';
import { findSettingsOf } from './queries.ts';
import type { NoticeMail } from './schedule-mails.ts';
import { stopAddress } from './stop.ts';
import { endMail, takeMail } from './take-mail.ts';

/**
 * Sends what is due to somebody, as it is at this moment. A crash on the way has it sent again under the same id; only
 * between the mail server's yes and the last line does anybody notice.
 */
export async function sendNoticeMail(mail: NoticeMail): Promise<void> {
  const taken = await takeMail(mail);
  if (!taken) return;
  const { mailId, isAgain } = taken;
  const reader = await findSignedIn(mail.personId);
  const { kinds } = await findSettingsOf(mail.personId);
  const notices = reader ? await listForMail(reader, mailId, kinds) : [];
  let sentIds: number[] = [];
  if (reader && notices.length > 0) {
    const stopAt = stopAddress(mail.personId);
    const letter =
      mail.how === 'at-once' ? drawNotices(notices, stopAt) : drawDigest(notices, mail.how, stopAt, kinds);
    const outcome = await deliver({ ...letter, to: reader.email }, mailId, { again: isAgain });
    if (outcome === 'sent') sentIds = notices.map(({ id }) => id);
  }
  await endMail(mail, mailId, sentIds);
}
