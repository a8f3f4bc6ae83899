import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import { listCoordinatorsOf } from '../mentions/queries.ts';
import { giveNotices } from '../notices/give-notices.ts';
import { workspaces } from '../workspaces/tables.ts';
import { addressOfSet } from './addresses.ts';
import { listWhoActByCode } from './queries.ts';

interface NewVersion {
  set: { id: number; workspaceId: number | null };
  number: number;
  reason: string;
}

/** Tells those who act by these rules that they have changed: the other coordinators, and of the code administrators too. */
export async function tellCoordinators(tx: Tx, by: Member, { set, number, reason }: NewVersion) {
  const { workspaceId } = set;
  const everybody =
    workspaceId === null ? await listWhoActByCode(tx) : await listCoordinatorsOf(tx, workspaceId);
  const [workspace] =
    workspaceId === null ? [] : await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId));
  const what = workspace
    ? `The rules of “${workspace.name}” have changed`
    : 'The code of conduct has changed';
  await giveNotices(
    tx,
    everybody
      .filter(({ id }) => id !== by.id)
      .map(({ id }) => ({
        personId: id,
        kind: 'act',
        actorId: by.id,
        words: { subject: what, paragraphs: [`${by.name} saved version ${number}.`, `Reason: ${reason}`] },
        href: `${addressOfSet(workspace?.slug ?? null)}/versions`,
        once: `rules:${set.id}:${number}`,
      })),
  );
}
