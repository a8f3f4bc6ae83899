import { type SQL, sql } from 'drizzle-orm';
import { isProofDue } from '../../platform/address-proof.ts';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { together } from '../../platform/together.ts';
import type { Member, Powers, SignedIn, SignedInBy } from '../../platform/viewer.ts';
import { pausesOf } from '../moderation/pausing/pauses-of.ts';
import { unreadOf } from '../notices/unread.ts';
import { inQueueOf } from '../reports/in-queue.ts';
import { idleLimitOf } from './idle-limit.ts';
import { writerMark } from './writer.ts';

/** A session as it is kept, with the person it belongs to as they are now. */
export interface FoundSession {
  data: Record<string, unknown>;
  expiresAt: Date;
  viewer: SignedIn | null;
}

interface Grant {
  role: 'coordinator' | 'lead' | 'assessor' | 'administrator';
  workspace: number | null;
  council: number | null;
}

interface Row {
  data: Record<string, unknown>;
  session_hash: string;
  expires_at: Date;
  used_at: Date | null;
  signed_in_by: SignedInBy | null;
  second_step_at: Date | null;
  id: number | null;
  name: string;
  job: string;
  email: string;
  organisation: string;
  joined_at: Date;
  address_proved_at: Date;
  council_id: number | null;
  council_slug: string;
  council_name: string;
  grants: Grant[] | null;
  /** The workspaces that somebody without a council was invited to. */
  invited_to: { workspace: number; approved: boolean }[] | null;
  last_visit_at: Date | null;
  seen_at: Date | null;
  drafts_at: string[] | null;
  unread_notices: number;
  in_queue: number;
  paused_in: { workspaceId: number; until: string }[] | null;
}

/** Whoever may sign in: not suspended, dormant or gone. */
const mayBeHere = (now: string) =>
  `p.left_at is null and p.dormant_at is null and (p.suspended_at is null or p.suspended_until <= ${now})`;

const personColumns = (now: string) => `
  p.id, p.name, p.job, p.email, p.organisation, p.created_at as joined_at, p.address_proved_at,
  c.id as council_id, c.slug as council_slug, c.name as council_name, v.last_visit_at, v.seen_at,
  (select json_agg(json_build_object('role', g.role, 'workspace', g.workspace_id, 'council', g.council_id))
     from role_grants g
     where g.person_id = p.id and g.ended_at is null and (g.ends_at is null or g.ends_at > ${now})) as grants,
  ${unreadOf(now)} as unread_notices, ${inQueueOf(now)} as in_queue,
  ${pausesOf(now)} as paused_in,
  (select array_agg(d.place) from drafts d where d.person_id = p.id and d.ended_at is null) as drafts_at,
  case when p.council_id is null then
    (select json_agg(json_build_object('workspace', a.workspace_id, 'approved', a.approved_at is not null))
       from guest_access a
       where a.person_id = p.id and a.ended_at is null and a.ends_at > ${now}) end as invited_to`;

// "select" hides from Postgres how many there are, so that it keeps one plan instead of making a new one each time.
const findSessions = {
  name: 'find-sessions',
  text: `select s.data, s.id_hash as session_hash, s.expires_at, s.seen_at as used_at, s.signed_in_by, s.second_step_at,
      ${personColumns('$2')}
    from sessions s
    left join people p on p.id = s.person_id and ${mayBeHere('$2')}
    left join councils c on c.id = p.council_id
    left join visits v on v.person_id = p.id
    where s.id_hash = any((select $1::text[])::text[]) and s.expires_at > $2`,
};

/** The session with this hash and its person. Asked at every request, so written by hand, and for many at once. */
export const findSessionWithViewer = together(async (hashes: string[]): Promise<(FoundSession | null)[]> => {
  const now = clock.now();
  const { rows } = await db.$client.query<Row>({ ...findSessions, values: [hashes, now] });
  const byHash = new Map(rows.map((row) => [row.session_hash, row]));
  return hashes.map((hash) => {
    const row = byHash.get(hash);
    if (!row) return null;
    const viewer = viewerFrom(row);
    const expiresAt = viewer ? endOfSession(viewer, row.used_at) : row.expires_at;
    if (expiresAt <= now) return null;
    return { data: row.data, expiresAt, viewer: viewer && { ...viewer, sessionExpiresAt: expiresAt } };
  });
});

/** Somebody may have got powers since they last used this session: it then is over sooner than was thought. */
function endOfSession(viewer: SignedIn, usedAt: Date | null): Date {
  if (!usedAt) return viewer.sessionExpiresAt;
  const unusedUntil = usedAt.getTime() + idleLimitOf(viewer);
  return new Date(Math.min(viewer.sessionExpiresAt.getTime(), unusedUntil));
}

/**
 * A person as they are now, outside any session; nothing when they may not sign in. Their powers are only there
 * where the caller vouches for a second step.
 */
export async function findSignedIn(personId: number, { secondStep = false } = {}): Promise<SignedIn | null> {
  const row = await findOutsideSession({ from: sql`people p`, where: sql`p.id = ${personId}`, secondStep });
  return row ? viewerFrom(row) : null;
}

/** The row that `owned` selects, with its `person_id`, and whose it is; nothing when they may not sign in. */
export async function findOwned<T>(owned: SQL): Promise<{ owner: SignedIn; owned: T } | null> {
  const row = await findOutsideSession<{ owned: T }>({
    columns: sql`, to_jsonb(owned) as owned`,
    from: sql`(${owned}) as owned join people p on p.id = owned.person_id`,
    where: sql`true`,
  });
  const owner = row && viewerFrom(row);
  return owner ? { owner, owned: row.owned } : null;
}

interface Outside {
  columns?: SQL;
  from: SQL;
  where: SQL;
  secondStep?: boolean;
}

async function findOutsideSession<T>({ columns, from, where, secondStep = false }: Outside) {
  const now = clock.now().toISOString();
  const notInSession: SQL = sql`'' as session_hash, null::timestamptz as expires_at, null::timestamptz as used_at, null as signed_in_by,
    ${secondStep ? now : null}::timestamptz as second_step_at`;
  const at = `'${now}'::timestamptz`;
  const { rows } = await db.execute(sql`
    select ${notInSession}, ${sql.raw(personColumns(at))} ${columns}
    from ${from} left join councils c on c.id = p.council_id left join visits v on v.person_id = p.id
    where ${where} and ${sql.raw(mayBeHere(at))}`);
  return rows[0] as unknown as (Row & T) | undefined;
}

/** The same, where it has to be a member. */
export async function findMember(
  personId: number,
  options: { secondStep?: boolean } = {},
): Promise<Member | null> {
  const found = await findSignedIn(personId, options);
  return found?.kind === 'member' ? found : null;
}

function viewerFrom(row: Row): SignedIn | null {
  if (row.id === null) return null;
  const person = {
    id: row.id,
    writer: writerMark(row.id),
    name: row.name,
    job: row.job,
    email: row.email,
    sessionHash: row.session_hash,
    sessionExpiresAt: row.expires_at,
    signedInBy: row.signed_in_by,
    secondStepAt: asDate(row.second_step_at),
    joinedAt: new Date(row.joined_at),
    addressProvedAt: new Date(row.address_proved_at),
    isProofDue: isProofDue(new Date(row.address_proved_at)),
    lastVisitAt: asDate(row.last_visit_at),
    seenAt: asDate(row.seen_at),
    draftsAt: row.drafts_at ?? [],
    unreadNotices: row.unread_notices,
    inQueue: row.in_queue,
    pausedIn: (row.paused_in ?? []).map(({ until, ...where }) => ({ ...where, until: new Date(until) })),
  };
  if (row.council_id !== null) {
    const council = { id: row.council_id, slug: row.council_slug, name: row.council_name };
    return { ...person, kind: 'member', council, ...powersIn(row) };
  }
  if (!row.invited_to) return null;
  return {
    ...person,
    kind: 'guest',
    council: null,
    organisation: row.organisation,
    workspaces: row.invited_to.map(({ workspace }) => workspace),
    approvedIn: row.invited_to.flatMap(({ workspace, approved }) => (approved ? [workspace] : [])),
  };
}

// What was asked through drizzle has its moments as text.
const asDate = (moment: Date | null) => moment && new Date(moment);

/** What a person may do in this session: powers take a second step. */
function powersIn({ grants, second_step_at }: Row): Powers & Pick<Member, 'waitingPowers'> {
  const held = powersOf(grants ?? []);
  if (second_step_at) return { ...held, waitingPowers: null };
  return { ...powersOf([]), waitingPowers: grants ? held : null };
}

function powersOf(grants: Grant[]): Powers {
  const coordinated = grants.filter(({ role }) => role === 'coordinator').map(({ workspace }) => workspace);
  const coordinates = coordinated.includes(null) ? ('all' as const) : coordinated.filter((id) => id !== null);
  return {
    isAdministrator: grants.some(({ role }) => role === 'administrator'),
    isAssessor: grants.some(({ role }) => role === 'assessor'),
    coordinates,
    isCoordinator: coordinated.length > 0,
    leads: grants.flatMap(({ role, council }) => (role === 'lead' && council ? [council] : [])),
  };
}
