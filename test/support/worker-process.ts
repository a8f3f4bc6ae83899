import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

/** A process of its own that does jobs as a node does, so that it can be killed in the middle of one. */
export async function startWorkerProcess(settings: Record<string, string> = {}) {
  const worker = spawn(process.execPath, ['test/support/work.ts'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(worker, 'close');
  let said = '';
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (data) => (said += data));
  const works = () => said.includes('working');
  await until('it works', () => works() || worker.exitCode !== null, 60);
  if (!works()) throw new Error(`It did not start:\n${said}`);
  return {
    /** Ends it as a failing machine would: it has no time to tell anybody. */
    async kill(): Promise<void> {
      worker.kill('SIGKILL');
      await ended;
    },
  };
}
