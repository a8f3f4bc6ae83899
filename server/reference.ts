import { sql } from 'drizzle-orm';
import { loadCouncils } from './features/councils/load.ts';
import { loadCodeOfConduct } from './features/rules/load.ts';
import { loadStandards } from './features/standard/load.ts';
import { openWorkspaces } from './features/workspaces/open-workspaces.ts';
import { db } from './platform/database.ts';

/** Loads the councils and the Standard, opens the workspaces and brings a first code of conduct. Harmless the second time, and from two nodes. */
export async function loadReferenceData(): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('reference data'))`);
    await loadCouncils(tx);
    await loadStandards(tx);
    await openWorkspaces(tx);
    await loadCodeOfConduct(tx);
  });
}
