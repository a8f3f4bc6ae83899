import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** What a profile says whose person took their name off. */
export const formerMember = 'Former member';

const withoutName = { job: '', role: '' };

/** A byline without who it was: "Former member, Camden". The council stays, since what was said was said from there. */
export const withdrawn = (
  byline: PgColumn | SQL,
): SQL => sql`(${byline} || case when ${byline}->'council' = 'null'
  then ${JSON.stringify({ name: 'Former guest', ...withoutName })}::jsonb
  else ${JSON.stringify({ name: formerMember, ...withoutName })}::jsonb end)`;
