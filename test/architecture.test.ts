import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// The house rules that a program can check: who may import whom, and names that say nothing.

const files = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.join('server', file));

const importing = /^(?:import|export)\s[^;]*?['"](\.[^'"]+)['"]|\bimport\('(\.[^']+)'\)/gm;

const imports = files.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(importing)].map(([statement, fixed, later]) => ({
    from,
    to: path.join(path.dirname(from), (fixed ?? later) as string),
    typesOnly: /^(import|export) type\b/.test(statement),
  })),
);

test('there is something to check', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports).toContainEqual({ from: 'server/main.ts', to: 'server/start.ts', typesOnly: false });
});

test('the platform knows no feature, and only the settings above itself', () => {
  const allowed = /^server\/(platform\/|config\.ts)/;
  expect(shown(imports.filter(({ from, to }) => inPlatform(from) && !allowed.test(to)))).toEqual([]);
});

test('features know the platform and one another, but not what puts them together', () => {
  const allowed = /^server\/(platform\/|config\.ts|features\/(?!index\.ts))/;
  expect(shown(imports.filter(({ from, to }) => featureOf(from) && !allowed.test(to)))).toEqual([]);
});

test("no feature reaches for another's routes, or for what it plugs in", () => {
  const private_ = /\/(index|[a-z-]*routes)\.ts$/;
  const crossing = imports.filter(({ from, to }) => featureOf(from) && featureOf(from) !== featureOf(to));
  expect(shown(crossing.filter(({ to }) => featureOf(to) && private_.test(to)))).toEqual([]);
});

test('nothing that runs in production imports tests or benchmarks', () => {
  expect(shown(imports.filter(({ to }) => !to.startsWith('server/')))).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(cycles()).toEqual([]);
});

test('no folder or file has a name that says nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|services?|common|shared|misc|types)(\.[a-z.]+)?(\/|$)/;
  const named = ['server', 'views', 'static', 'test', 'bench'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  // What councils run is called a service by everybody.
  const nouns = /\/services(\/|$)/;
  expect(named.filter((file) => empty.test(file) && !nouns.test(file))).toEqual([]);
});

const inPlatform = (file: string) => file.startsWith('server/platform/');

const featureOf = (file: string) => file.match(/^server\/features\/([^/]+)\//)?.[1];

const shown = (some: typeof imports) => some.map(({ from, to }) => `${from} → ${to}`);

/** A type leaves nothing behind at run time, so two files may know each other's. */
function cycles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: string[]) => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file) || way.includes(file)) return;
    for (const { from, to, typesOnly } of imports) if (from === file && !typesOnly) visit(to, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
