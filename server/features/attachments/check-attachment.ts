import { and, eq, isNull } from 'drizzle-orm';
import { config } from '../../config.ts';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { files } from '../../platform/files.ts';
import { log } from '../../platform/log.ts';
import { mailLater } from '../../platform/mail.ts';
import { findVirus } from '../../platform/virus-scanner.ts';
import { people } from '../people/tables.ts';
import { virusFound } from './mails.ts';
import { attachments } from './tables.ts';
import { thumbnailOf } from './thumbnail.ts';

declare module '../../platform/jobs.ts' {
  interface Jobs {
    'check-attachment': { id: string };
  }
}

/**
 * Has a file looked at for viruses: until then only its uploader knows of it. One that has a virus goes at once, and who
 * uploaded it is told. While the scanner cannot be reached this fails, and is tried again.
 */
export async function checkAttachment({ id }: { id: string }): Promise<void> {
  const waits = and(eq(attachments.id, id), isNull(attachments.clearedAt), isNull(attachments.removedAt));
  const [found] = await db.select({ id: attachments.id }).from(attachments).where(waits);
  if (!found) return;
  const content = await files.get(id);
  if (!content) throw new Error('The bytes of a file are not there');
  // Where the setting has gone since, nothing looks.
  const virus = config.CLAMAV_ADDRESS ? await findVirus(config.CLAMAV_ADDRESS, content) : undefined;
  if (!virus) {
    await db.update(attachments).set({ clearedAt: clock.now() }).where(waits);
    return;
  }
  await files.remove(thumbnailOf(id));
  await files.remove(id);
  await db.transaction(async (tx) => {
    const [removed] = await tx
      .update(attachments)
      .set({ removedAt: clock.now(), virus })
      .where(waits)
      .returning({ name: attachments.name, uploaderId: attachments.uploaderId });
    if (!removed) return;
    log.warn({ attachment: id, virus }, 'A file had a virus and was deleted');
    const [uploader] = await tx
      .select({ email: people.email })
      .from(people)
      .where(eq(people.id, removed.uploaderId));
    if (uploader) await mailLater(tx, { to: uploader.email, ...virusFound(removed.name, virus) });
  });
}
