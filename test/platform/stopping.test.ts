import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { until } from '../support/until.ts';

test('what was started last is stopped first, and what fails to stop holds up nothing else', async () => {
  const { child, said, complained, ended } = await run(`
    onStop(() => console.log('database stopped'));
    onStop(() => { throw new Error('stuck') });
    onStop(async () => console.log('app stopped'));`);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(said()).toBe('ready\napp stopped\ndatabase stopped\n');
  expect(complained()).toBe('While stopping: stuck\n');
});

test('a second Ctrl-C ends it at once, but not the echo of the first', async () => {
  const { child, said, ended } = await run(`
    onStop(() => { console.log('stopping'); return new Promise(() => setInterval(() => {}, 1000)) });`);
  const pressed = Date.now();
  await until('it has ended', () => child.exitCode !== null || !child.kill('SIGINT'));
  expect(await ended).toEqual([1, null]);
  expect(Date.now() - pressed).toBeGreaterThanOrEqual(1000);
  expect(said()).toBe('ready\nstopping\n');
});

async function run(program: string) {
  const code = `import { onStop, stopOnSignals } from './server/platform/stopping.ts';
    stopOnSignals(); ${program} setInterval(() => {}, 1000); console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = collect(child.stdout);
  const complained = collect(child.stderr);
  const ended = once(child, 'close');
  await until('it is ready', () => said().includes('ready'));
  return { child, said, complained, ended };
}

function collect(stream: Readable) {
  let all = '';
  stream.on('data', (data) => {
    all += data;
  });
  return () => all;
}
