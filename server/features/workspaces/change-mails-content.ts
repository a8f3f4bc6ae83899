import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { listCoordinatorsOf } from '../mentions/queries.ts';
import { giveNotices } from '../notices/give-notices.ts';
import { logAccess } from '../roles/log.ts';
import { workspaces } from './tables.ts';

interface Change {
  /** Whether mail may quote what is written there, and name its topics. */
  mailsContent: boolean;
  reason: string;
}

/** Has mail quote what is written in a workspace, or leave it out: every mail from now on, also what waits already. */
export function changeMailsContent(viewer: Viewer, id: number, { mailsContent, reason }: Change) {
  const member = memberWith(viewer, coordinates(id));
  return db.transaction(async (tx) => {
    const [held] = await tx.select().from(workspaces).where(eq(workspaces.id, id)).for('update');
    if (!held || held.mailsContent === mailsContent) return;
    await tx.update(workspaces).set({ mailsContent }).where(eq(workspaces.id, id));
    const act = mailsContent ? 'mail-content-allowed' : 'mail-content-left-out';
    const logId = await logAccess(tx, act, { actorId: member.id, about: held.name, reason });
    const others = (await listCoordinatorsOf(tx, id)).filter((other) => other.id !== member.id);
    await giveNotices(
      tx,
      others.map((other) => ({
        personId: other.id,
        kind: 'act',
        actorId: member.id,
        words: {
          subject: mailsContent
            ? `Emails quote what is written in “${held.name}” again`
            : `Emails no longer quote what is written in “${held.name}”`,
          paragraphs: [`${member.name} has changed this. You can change it back.`, `Reason: ${reason}`],
        },
        href: `/workspaces/${held.slug}/emails`,
        once: `mails-content:${logId}`,
      })),
    );
  });
}
