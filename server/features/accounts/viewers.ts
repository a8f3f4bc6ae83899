import { type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { together } from '../../platform/together.ts';
import type { Member } from '../../platform/viewer.ts';
import { writerMark } from './writer.ts';

/** A session as it is kept, with the member it belongs to as they are now. */
export interface FoundSession {
  data: Record<string, unknown>;
  expiresAt: Date;
  member: Member | null;
}

interface Row {
  data: Record<string, unknown>;
  session_hash: string;
  expires_at: Date;
  id: number | null;
  name: string;
  job: string;
  email: string;
  council_id: number;
  council_slug: string;
  council_name: string;
  grants: { role: string; workspace: number | null }[] | null;
  last_visit_at: Date | null;
  seen_at: Date | null;
}

const personColumns = `
  p.id, p.name, p.job, p.email, c.id as council_id, c.slug as council_slug, c.name as council_name,
  v.last_visit_at, v.seen_at,
  (select json_agg(json_build_object('role', g.role, 'workspace', g.workspace_id))
     from role_grants g where g.person_id = p.id and g.ended_at is null) as grants`;

// "select" hides from Postgres how many there are, so that it keeps one plan instead of making a new one each time.
const findSessions = {
  name: 'find-sessions',
  text: `select s.data, s.id_hash as session_hash, s.expires_at, ${personColumns}
    from sessions s
    left join people p on p.id = s.person_id and p.suspended_at is null
    left join councils c on c.id = p.council_id
    left join visits v on v.person_id = p.id
    where s.id_hash = any((select $1::text[])::text[]) and s.expires_at > $2`,
};

/** The session with this hash and its member. Asked at every request, so written by hand, and for many at once. */
export const findSessionWithMember = together(async (hashes: string[]): Promise<(FoundSession | null)[]> => {
  const { rows } = await db.$client.query<Row>({ ...findSessions, values: [hashes, clock.now()] });
  const byHash = new Map(rows.map((row) => [row.session_hash, row]));
  return hashes.map((hash) => {
    const row = byHash.get(hash);
    if (!row) return null;
    return { data: row.data, expiresAt: row.expires_at, member: row.id === null ? null : memberFrom(row) };
  });
});

/** The person as the member they are now, or nothing when they are suspended. */
export async function findMember(personId: number): Promise<Member | null> {
  const notInSession: SQL = sql`'' as session_hash, null::timestamptz as expires_at`;
  const { rows } = await db.execute(sql`
    select ${notInSession}, ${sql.raw(personColumns)}
    from people p join councils c on c.id = p.council_id left join visits v on v.person_id = p.id
    where p.id = ${personId} and p.suspended_at is null`);
  return rows[0] ? memberFrom(rows[0] as unknown as Row) : null;
}

function memberFrom(row: Row): Member {
  const grants = row.grants ?? [];
  const coordinated = grants.filter(({ role }) => role === 'coordinator').map(({ workspace }) => workspace);
  const coordinates = coordinated.includes(null) ? 'all' : coordinated.filter((id) => id !== null);
  const id = row.id as number;
  return {
    kind: 'member',
    id,
    writer: writerMark(id),
    name: row.name,
    job: row.job,
    email: row.email,
    council: { id: row.council_id, slug: row.council_slug, name: row.council_name },
    isAdministrator: grants.some(({ role }) => role === 'administrator'),
    coordinates,
    isCoordinator: coordinated.length > 0,
    sessionHash: row.session_hash,
    sessionExpiresAt: row.expires_at,
    lastVisitAt: row.last_visit_at,
    seenAt: row.seen_at,
  };
}
