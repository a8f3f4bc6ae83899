import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { until } from './until.ts';

/** Runs `npm start` as somebody at a terminal would, in a process group of its own, which Ctrl-C reaches as a whole. */
export function startProduct(settings: Record<string, string>) {
  const environment = {
    NODE_ENV: 'development',
    DATABASE_URL: '',
    DATABASE_OWNER_URL: '',
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const npm = spawn('npm', ['start'], {
    env: { ...process.env, ...environment, ...settings },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (data) => lines.push(String(data)));
  const said = () => lines.join('');
  return {
    said,
    /** The code it ended with; none when npm ended by the signal, as it does after Ctrl-C. */
    ended: once(npm, 'close').then(([code]) => code as number | null),
    /** The address that the banner gives. */
    async address(): Promise<string> {
      await until('it is ready or has ended', () => npm.exitCode !== null || said().includes('Ctrl-C'), 60);
      const address = said().match(/ready: (\S+)/)?.[1];
      if (!address) throw new Error(`It did not start:\n${said()}`);
      return address;
    },
    pressCtrlC: () => process.kill(-(npm.pid as number), 'SIGINT'),
  };
}
