import { and, asc, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { memberWith } from '../../platform/powers.ts';
import type { Member, Viewer } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import type { Act, Said } from './acts.ts';
import { keepsCollections } from './policy.ts';
import { collectionChanges, collectionItems, collections } from './tables.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    'collection-changed': { collectionId: number };
  }
}

/** The collection for whoever may change it, its row locked until the transaction ends: one change at a time. */
export async function holdCollection(tx: Tx, viewer: Viewer, id: number, { evenDeleted = false } = {}) {
  const member = memberWith(viewer, keepsCollections);
  await holdWriter(tx, member);
  const [collection] = await tx.select().from(collections).where(eq(collections.id, id)).for('update');
  if (!collection) throw notFound();
  if (collection.endedAt && !evenDeleted)
    throw notAllowed('This collection was deleted. Put it back first, in the list of collections.');
  return { member, collection };
}

/** What is in a collection that is held, in its order. */
export const listHeldItems = (tx: Tx, collectionId: number) =>
  tx
    .select()
    .from(collectionItems)
    .where(and(eq(collectionItems.collectionId, collectionId), isNull(collectionItems.endedAt)))
    .orderBy(asc(collectionItems.place), asc(collectionItems.id));

/** A topic of a collection that is held, whether it was taken out or not. */
export async function findHeldItem(tx: Tx, collectionId: number, itemId: number) {
  const [item] = await tx
    .select()
    .from(collectionItems)
    .where(and(eq(collectionItems.id, itemId), eq(collectionItems.collectionId, collectionId)));
  if (!item) throw notFound();
  return item;
}

/** Writes down who changed what, and tells every node. */
export async function recordCollectionChange(
  tx: Tx,
  member: Member,
  collectionId: number,
  { act, itemId, said = {} }: { act: Act; itemId?: number; said?: Said },
): Promise<void> {
  const changedAt = clock.now();
  await tx
    .insert(collectionChanges)
    .values({ collectionId, itemId, act, said, changedBy: member.id, changedAt });
  await record(tx, 'collection-changed', { collectionId, actorId: member.id });
}
