import type { Tx } from '../../../platform/database.ts';
import { moveUses } from '../../attachments/move-uses.ts';
import { moveMentions } from '../../mentions/move-mentions.ts';
import { moveMails } from '../../notice-mails/move-mails.ts';
import { moveNotices } from '../../notices/move-notices.ts';
import { moveReports } from '../../reports/move-reports.ts';
import { movePostings } from '../../search/move-postings.ts';

/** Whatever names posts that were moved away from a topic follows them. */
export async function followMoved(tx: Tx, topicId: number): Promise<void> {
  await movePostings(tx, topicId);
  await moveNotices(tx, topicId);
  await moveMails(tx, topicId);
  await moveMentions(tx, topicId);
  await moveUses(tx, topicId);
  await moveReports(tx, topicId);
}
