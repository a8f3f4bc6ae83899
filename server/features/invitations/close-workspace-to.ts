import { and, arrayContains, eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { isOpen } from './queries.ts';
import { invitations } from './tables.ts';

/** Takes a workspace out of the open invitations to an address; one that leads nowhere any more is taken back. */
export async function closeWorkspaceTo(tx: Tx, email: string, workspaceId: number): Promise<void> {
  const others = sql<number[]>`array_remove(${invitations.workspaceIds}, ${workspaceId})`;
  const leadsThere = arrayContains(invitations.workspaceIds, [workspaceId]);
  await tx
    .update(invitations)
    .set({
      workspaceIds: sql`case when cardinality(${others}) > 0 then ${others} else ${invitations.workspaceIds} end`,
      revokedAt: sql`case when cardinality(${others}) > 0 then null else ${clock.now().toISOString()}::timestamptz end`,
    })
    .where(and(eq(invitations.email, email), eq(invitations.kind, 'guest'), leadsThere, isOpen()));
}
