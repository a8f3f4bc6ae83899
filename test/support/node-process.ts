import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

/** One node of the real application in a process of its own, so that it can be killed. What it runs on is up to date. */
export async function startNode(databaseUrl: string) {
  const database = { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: '' };
  const settings = { NODE_ENV: 'development', ...database, PORT: '0', LOG_LEVEL: 'error' };
  const node = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(node, 'close');
  let said = '';
  for (const stream of [node.stdout, node.stderr]) stream.on('data', (data) => (said += data));
  const found = () => /ready: \S+:(\d+)/.exec(said);
  await until('a node is ready', () => found() || node.exitCode !== null, 60);
  if (!found()) throw new Error(`A node did not start:\n${said}`);
  return {
    port: Number(found()?.[1]),
    /** Ends it as a failing machine would: it has no time to tell anybody. */
    async kill(): Promise<void> {
      node.kill('SIGKILL');
      await ended;
    },
  };
}

export type NodeProcess = Awaited<ReturnType<typeof startNode>>;
