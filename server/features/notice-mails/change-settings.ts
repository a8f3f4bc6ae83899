import { db, type Tx } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import { findSettingsOf } from './queries.ts';
import { scheduleAgain } from './schedule-mails.ts';
import type { Choices, MailSettings } from './settings.ts';
import { noticeMailSettings } from './tables.ts';

/** Has mail of notices come as somebody wants it from now on; what waits already, too. */
export function changeSettings(viewer: SignedIn, settings: MailSettings): Promise<void> {
  return db.transaction(async (tx) => {
    await holdWriter(tx, viewer);
    await write(tx, viewer, settings);
  });
}

/** Changes what somebody wants of some kinds, by what they want of each now. */
export function changeKinds(viewer: SignedIn, change: (kinds: Choices) => Partial<Choices>): Promise<void> {
  return db.transaction(async (tx) => {
    await holdWriter(tx, viewer);
    const settings = await findSettingsOf(viewer.id, tx);
    await write(tx, viewer, { ...settings, kinds: { ...settings.kinds, ...change(settings.kinds) } });
  });
}

async function write(tx: Tx, { id: personId }: SignedIn, settings: MailSettings): Promise<void> {
  await tx
    .insert(noticeMailSettings)
    .values({ personId, ...settings })
    .onConflictDoUpdate({ target: noticeMailSettings.personId, set: settings });
  await scheduleAgain(tx, personId);
}
