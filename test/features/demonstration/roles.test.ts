import { loadDemonstration } from '../../../server/features/demonstration/load.ts';
import { accessLog, roleGrants } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { useApp } from '../../support/app.ts';

useApp();

test('the log of access has a line for every role that the demonstration gives, as of the day it was given', async () => {
  await loadDemonstration();
  const grants = await db.select().from(roleGrants);
  const lines = await db.select().from(accessLog).orderBy(accessLog.id);
  const asText = (when: Date, personId: number | null, reason: string) =>
    `${when.toISOString()} ${personId} ${reason}`;
  expect(grants.length).toBeGreaterThan(5);
  expect(lines.map(({ at, personId, reason }) => asText(at, personId, reason)).sort()).toEqual(
    grants.map(({ grantedAt, personId, reason }) => asText(grantedAt, personId, reason)).sort(),
  );
  expect(lines.at(-1)?.about).toMatch(/^deputy coordinator of .+ until \d+ \w+ \d{4}$/);
});
