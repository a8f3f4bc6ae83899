import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import { scheduleAgain } from './schedule-mails.ts';
import type { MailSettings } from './settings.ts';
import { noticeMailSettings } from './tables.ts';

/** Has mail of notices come as somebody wants it from now on; what waits already, too. */
export function changeSettings(viewer: SignedIn, settings: MailSettings): Promise<void> {
  return db.transaction(async (tx) => {
    await holdWriter(tx, viewer);
    await tx
      .insert(noticeMailSettings)
      .values({ personId: viewer.id, ...settings })
      .onConflictDoUpdate({ target: noticeMailSettings.personId, set: settings });
    await scheduleAgain(tx, viewer.id);
  });
}
