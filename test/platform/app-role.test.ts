import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { appendOnly } from '../../server/platform/append-only.ts';
import { closeDatabase, openDatabase } from '../../server/platform/database.ts';
import { areLogsProtected } from '../../server/platform/logs-protected.ts';
import { migrateDatabase } from '../../server/platform/migrate.ts';
import { ask, asOwner, dropDatabase, onServer, urlsOf } from '../support/databases.ts';
import { startProduct } from '../support/start-product.ts';
import { until } from '../support/until.ts';

const url = process.env.DATABASE_URL as string;
const ownerUrl = process.env.DATABASE_OWNER_URL as string;
const mark = randomBytes(4).toString('hex');
const roles: string[] = [];

afterAll(async () => {
  await dropDatabase(`other_${mark}`);
  for (const role of roles) await onServer(`drop owned by ${role}; drop role ${role}`).catch(() => {});
});

const owner = pg.escapeIdentifier(new URL(ownerUrl).username);
const role = new URL(url).username;
const database = new URL(url).pathname.slice(1);

describe.each(appendOnly)('%s', (log) => {
  test.each([
    `update ${log} set COLUMN = default`,
    `delete from ${log}`,
    `select * from ${log} for update`,
    `truncate ${log}`,
    `truncate people cascade`,
    `begin; lock table ${log} in exclusive mode`,
    `copy ${log} to program 'true'`,
    `drop table ${log}`,
    'drop schema public cascade',
    `alter table ${log} disable trigger all`,
    `alter table ${log} owner to ${role}`,
    `alter table ${log} rename to gone`,
    `drop trigger TRIGGER on ${log}`,
    'drop function refuse_change cascade',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    `create trigger forget before insert on ${log} execute function refuse_change()`,
    `create rule forget as on insert to ${log} do instead nothing`,
    `create policy forget on ${log} using (false)`,
    'set session_replication_role = replica',
    `set role ${owner}`,
    `set session authorization ${owner}`,
    `reset role; delete from ${log}`,
    `reset session authorization; delete from ${log}`,
    `grant ${owner} to ${role}`,
    `grant delete on ${log} to ${role}; delete from ${log}`,
    `alter role ${role} superuser`,
    'create role somebody superuser',
    'create table public.anything ()',
    'create schema anything',
    `alter database ${database} owner to ${role}`,
  ])('Postgres itself refuses: %s', async (statement) => {
    const [names] =
      await asOwner(`select attname as "COLUMN", tgname as "TRIGGER" from pg_attribute, pg_trigger
      where attrelid = '${log}'::regclass and attnum = 1 and tgrelid = attrelid and not tgisinternal`);
    const named = statement.replace(/COLUMN|TRIGGER/, (word) => names[word]);
    await expect(ask(url, named)).rejects.toThrow(/^(permission denied|must be owner|must have)/);
  });
});

test.each(
  ['access_log', 'moderation_log'].flatMap((log) => [
    `insert into ${log} (id, at, act, reason) overriding system value values (2147483647, now(), 'left', 'No')`,
    `insert into ${log} (id) overriding user value values (1)`,
    `insert into ${log} (id) values (default)`,
    `select setval(pg_get_serial_sequence('${log}', 'id'), 2147483600)`,
  ]),
)('Postgres itself refuses a line with a number of its own: %s', async (statement) => {
  await expect(ask(url, statement)).rejects.toThrow(/^permission denied/);
});

test('a line is added to the log of access, and read', async () => {
  await ask(url, "insert into access_log (at, act, reason) values (now(), 'left', 'Retired')");
  expect(await ask(url, 'select reason from access_log')).toEqual([{ reason: 'Retired' }]);
});

test('what Postgres knows of how common words are, which searches are planned by, is read as by its owner', async () => {
  const statistics =
    "select tablename, attname, n_distinct from pg_stats where schemaname = 'public' order by 1, 2";
  await asOwner('analyze');
  const known = await asOwner(statistics);
  expect(known).not.toEqual([]);
  expect(await ask(url, statistics)).toEqual(known);
});

test('every table that is a log is in the list, is kept by a trigger too, and loses nothing with what it points to', async () => {
  const kept = await asOwner(`select relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
    where tgfoid = 'refuse_change'::regproc and tgenabled = 'O' order by 1`);
  const logs = await asOwner(`select tablename as name from pg_tables
    where schemaname = 'public' and tablename ~ '_logs?$' order by 1`);
  expect(kept.map(({ name }) => name)).toEqual(appendOnly.toSorted());
  for (const { name } of logs) expect(appendOnly).toContain(name);
  const [lost] = await asOwner(`select count(*)::int from pg_constraint where contype = 'f'
    and conrelid = any(array['${appendOnly.join("','")}']::regclass[]) and confdeltype not in ('a', 'r')`);
  expect(lost).toEqual({ count: 0 });
});

test('what the product runs as is seen to be kept from the logs, and its owner not to be', async () => {
  expect(await protectedAs(url)).toBe(true);
  expect(await protectedAs(ownerUrl)).toBe(false);
});

test.each([
  'grant delete on LOG to ROLE',
  'grant update (id) on LOG to ROLE',
  'grant insert on LOG to ROLE',
  'grant insert (id) on LOG to ROLE',
  'grant all on LOG to public',
  'grant OWNER to ROLE',
  'alter table LOG owner to ROLE',
  'alter role ROLE superuser',
  'grant pg_write_all_data to ROLE',
])('it is seen that they are not after: %s', async (statement) => {
  const own = await otherDatabase();
  const named = { LOG: appendOnly[0], ROLE: own.role, OWNER: owner };
  expect(await protectedAs(own.url)).toBe(true);
  await ask(
    own.ownerUrl,
    statement.replace(/LOG|ROLE|OWNER/g, (word) => String(named[word as 'LOG'])),
  );
  expect(await protectedAs(own.url)).toBe(false);
});

test('a start opens new tables and sequences, and takes back what was given by hand', async () => {
  const [log] = appendOnly;
  await asOwner(`create table boats (id serial, name text); grant delete, truncate on ${log} to ${role};
    grant insert (id), update (id) on ${log} to ${role}`);
  await expect(ask(url, "insert into boats (name) values ('Argo')")).rejects.toThrow('permission denied');
  await migrateDatabase({ url, ownerUrl });
  await ask(url, "insert into boats (name) values ('Argo'); update boats set name = 'Argos'");
  await expect(ask(url, 'truncate boats')).rejects.toThrow('permission denied');
  await expect(ask(url, 'alter table boats add more text')).rejects.toThrow('must be owner');
  await expect(ask(url, `delete from ${log}`)).rejects.toThrow('permission denied');
  expect(await protectedAs(url)).toBe(true);
});

test('a start that finds everything open writes nothing', async () => {
  await migrateDatabase({ url, ownerUrl });
  const held = () =>
    asOwner(`select oid, 0 as column, pg_class.xmin, relacl::text as acl from pg_class
      union all select attrelid, attnum, pg_attribute.xmin, attacl::text from pg_attribute where attacl is not null
      order by 1, 2`);
  const before = await held();
  await migrateDatabase({ url, ownerUrl });
  expect(await held()).toEqual(before);
});

test('a database that was made with one role is opened to a second, which is made with the password of its address', async () => {
  const one = urlsOf(`other_${mark}`).ownerUrl;
  await otherDatabase();
  const second = asRole(one, `second_${mark}`, 'it’s "%20"');
  await expect(ask(second, 'select 1')).rejects.toThrow();
  await migrateDatabase({ url: second, ownerUrl: one });
  expect(await protectedAs(second)).toBe(true);
  await ask(second, "select graphile_worker.add_job('anything')");
  expect(await ask(second, 'select task_identifier as name from graphile_worker.jobs')).toEqual([
    { name: 'anything' },
  ]);
});

test('who runs it needs nothing of its owner’s once it is up to date, and before that is told who does', async () => {
  await migrateDatabase({ url, ownerUrl: url });
  await asOwner('update drizzle.__drizzle_migrations set created_at = created_at - 1');
  await expect(migrateDatabase({ url, ownerUrl: url })).rejects.toThrow(
    /^The database could not be brought up to date: permission denied .* DATABASE_OWNER_URL if there is one\.$/,
  );
  await asOwner('update drizzle.__drizzle_migrations set created_at = created_at + 1');
});

test('a start with one role says in the log that nothing protects the logs, and so does its health', async () => {
  const settings = { NODE_ENV: 'production', SESSION_SECRET: mark.repeat(4), LOG_LEVEL: 'warn' };
  const product = startProduct({ ...settings, DATABASE_URL: ownerUrl });
  const health = await fetch(`${await product.address()}/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    { database: true, listening: true, logsProtected: false },
  ]);
  // In production lines of the log are written together, a moment later.
  const told = () => product.said().includes('The role in DATABASE_URL may change the logs');
  await until('the log says so', told);
  product.pressCtrlC();
  await product.ended;
});

test('an owner who may not make the role, and addresses of two databases, are told in a sentence', async () => {
  const { url: lowly } = await otherDatabase();
  const nobody = asRole(lowly, `nobody_${mark}`, 'x');
  await expect(migrateDatabase({ url: nobody, ownerUrl: lowly })).rejects.toThrow(
    `The database could not be opened to the role of DATABASE_URL: there is no role nobody_${mark}, and `,
  );
  await expect(migrateDatabase({ url, ownerUrl: urlsOf(`other_${mark}`).ownerUrl })).rejects.toThrow(
    'DATABASE_URL and DATABASE_OWNER_URL do not lead to the same database.',
  );
});

/** A copy of what every database of the tests begins with, opened to a role of its own. */
async function otherDatabase() {
  const name = `other_${mark}`;
  await dropDatabase(name);
  await onServer(`create database ${name} template ${process.env.TEST_TEMPLATE}`);
  const own = `own_${mark}_${roles.length}`;
  roles.push(own);
  const urls = { ownerUrl: urlsOf(name).ownerUrl, url: asRole(urlsOf(name).ownerUrl, own, 'own') };
  await migrateDatabase(urls);
  return { ...urls, role: own };
}

function asRole(address: string, name: string, password: string): string {
  const changed = new URL(address);
  changed.username = name;
  changed.password = encodeURIComponent(password);
  if (!roles.includes(name)) roles.push(name);
  return changed.href;
}

async function protectedAs(address: string): Promise<boolean> {
  openDatabase(address);
  try {
    return await areLogsProtected();
  } finally {
    await closeDatabase();
  }
}
