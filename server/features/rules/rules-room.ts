import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Feature } from '../../platform/feature.ts';
import { ruleSets } from './tables.ts';

export const rooms: Feature['rooms'] = {
  // Everybody may read every set.
  rules: async (_viewer, id) => {
    const [set] = await db.select().from(ruleSets).where(eq(ruleSets.id, id));
    if (!set) throw notFound();
    return { seq: set.versionCount };
  },
};

/** Whoever reads a set is shown its new version: few do at any moment, so they fetch the page again. */
export const announcements: Feature['announcements'] = {
  'rules-changed': ({ setId }) => [
    { room: `rules:${setId}`, change: async () => ({ patches: [], afresh: true }) },
  ],
};
