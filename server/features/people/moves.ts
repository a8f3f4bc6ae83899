import { desc, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { councilMoves } from './tables.ts';

/** The councils that a person belonged to before, the latest first, and until when. */
export const listMoves = (personId: number) =>
  db
    .select({ council: { slug: councils.slug, name: councils.name }, until: councilMoves.movedAt })
    .from(councilMoves)
    .innerJoin(councils, eq(councils.id, councilMoves.fromCouncilId))
    .where(eq(councilMoves.personId, personId))
    .orderBy(desc(councilMoves.movedAt), desc(councilMoves.id));
