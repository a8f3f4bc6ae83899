import pg from 'pg';
import { appendOnly } from './append-only.ts';

/** What the role may do, by what Postgres calls the kind of a thing in pg_class, where nothing else is said below. */
const usual: Record<string, string[]> = {
  r: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'],
  p: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'],
  v: ['SELECT'],
  m: ['SELECT'],
  S: ['SELECT', 'USAGE'],
};
const schemas = ['public', 'graphile_worker', 'drizzle'];

/**
 * Lets the role that the product runs as, made where it is not there yet, do all that it needs and nothing else: no tables
 * are made or changed by it, and logs are only added to. Asked at each start, so that nobody has to remember it of a new
 * table, and nothing is written where all is as it should be.
 */
export async function letAppIn(owner: pg.Client, role: { name: string; password: string }): Promise<void> {
  await ensureRole(owner, role);
  await owner.query('begin');
  try {
    await openSchemas(owner, role.name);
    await openTables(owner, role.name);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

async function ensureRole(owner: pg.Client, { name, password }: { name: string; password: string }) {
  const { rows } = await owner.query(
    `select exists(select from pg_roles where rolname = $1) as "isThere",
      rolsuper or rolcreaterole as "mayBeMade" from pg_roles where rolname = current_user`,
    [name],
  );
  if (rows[0].isThere) return;
  if (!rows[0].mayBeMade) throw new Error(`there is no role ${name}, and ${owner.user} may not make it`);
  await owner.query(`create role ${quote(name)} login password ${pg.escapeLiteral(password)}`);
}

async function openSchemas(owner: pg.Client, role: string) {
  const { rows } = await owner.query<{ name: string; isOpen: boolean; isForMaking: boolean }>(
    `select nspname as name, has_schema_privilege($2, oid, 'usage') as "isOpen",
      has_schema_privilege($2, oid, 'create') as "isForMaking"
    from pg_namespace where nspname = any($1)`,
    [schemas, role],
  );
  for (const { name, isOpen, isForMaking } of rows) {
    if (!isOpen) await owner.query(`grant usage on schema ${quote(name)} to ${quote(role)}`);
    // Before Postgres 15 everybody might make tables in "public".
    if (isForMaking) await owner.query(`revoke create on schema ${quote(name)} from public, ${quote(role)}`);
  }
}

interface Relation {
  schema: string;
  name: string;
  kind: string;
  held: string[];
  /** What adds rows to it without saying what Postgres alone gives, such as their number. */
  additions: string[];
  /** Closed to all but its owner, row by row, as graphile-worker closes its tables. */
  isShut: boolean;
}

async function openTables(owner: pg.Client, role: string) {
  const { rows } = await owner.query<Relation>(
    `select nspname as schema, relname as name, relkind as kind,
      array(select privilege_type from aclexplode(relacl) where grantee = app.oid
        union all select format('%s (%I)', privilege_type, attname) from pg_attribute, aclexplode(attacl)
          where attrelid = pg_class.oid and not attisdropped and grantee = app.oid
        order by 1) as held,
      array(select format('INSERT (%I)', attname) from pg_attribute
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
        ) as additions,
      relrowsecurity and not exists(
        select from pg_policy where polrelid = pg_class.oid and app.oid = any(polroles)) as "isShut"
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace, (select oid from pg_roles where rolname = $2) app
    where nspname = any($1) and relkind = any($3)
      and not exists(select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')`,
    [schemas, role, Object.keys(usual)],
  );
  for (const relation of rows) {
    const name = `${quote(relation.schema)}.${quote(relation.name)}`;
    const what = relation.kind === 'S' ? `sequence ${name}` : name;
    const wanted = wantedOf(relation);
    if (String(relation.held.sort()) !== String(wanted.sort())) {
      await owner.query(`revoke all on ${what} from ${quote(role)}`);
      await owner.query(`grant ${wanted.join(', ')} on ${what} to ${quote(role)}`);
    }
    if (relation.isShut)
      await owner.query(
        `create policy ${quote(role)} on ${name} to ${quote(role)} using (true) with check (true)`,
      );
  }
}

function wantedOf({ schema, name, kind, additions }: Relation): string[] {
  const isTable = kind === 'r' || kind === 'p';
  if (schema === 'public' && isTable && appendOnly.includes(name)) return [...additions, 'SELECT'];
  // What was migrated is only looked at.
  if (schema === 'drizzle' && isTable) return ['SELECT'];
  return [...(usual[kind] ?? [])];
}

const quote = pg.escapeIdentifier;
