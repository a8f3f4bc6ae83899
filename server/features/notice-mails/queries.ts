import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { type MailSettings, usualSettings } from './settings.ts';
import { noticeMailSettings } from './tables.ts';

/** What somebody has chosen, or what is usual. */
export async function findSettingsOf(personId: number, executor: Executor = db): Promise<MailSettings> {
  const [found] = await selectSettings(executor, eq(noticeMailSettings.personId, personId));
  return found?.settings ?? usualSettings;
}

/** What these people have chosen, by person; of whoever has chosen nothing there is nothing. */
export async function mapSettingsOf(tx: Executor, personIds: number[]): Promise<Map<number, MailSettings>> {
  const found = await selectSettings(tx, inArray(noticeMailSettings.personId, personIds));
  return new Map(found.map(({ personId, settings }) => [personId, settings]));
}

async function selectSettings(executor: Executor, whose: SQL) {
  const rows = await executor.select().from(noticeMailSettings).where(whose);
  return rows.map(({ personId, kinds, ...times }) => ({
    personId,
    settings: { ...times, kinds: { ...usualSettings.kinds, ...kinds } },
  }));
}

/** A topic as mail to this reader may name it; nothing where they may not see it. */
export async function findNamedTopic(reader: SignedIn, id: number) {
  const [found] = await db
    .select({
      id: topics.id,
      workspaceId: topics.workspaceId,
      /** Empty where its workspace keeps what is written there out of mail. */
      title: sql<string>`case when ${workspaces.mailsContent} then ${topics.title} else '' end`,
    })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .where(and(eq(topics.id, id), visibleTo(reader)));
  return found;
}
