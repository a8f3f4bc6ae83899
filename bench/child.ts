import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What one of the programs in programs/ is asked, and what it answers. */
type Question = Record<string, unknown>;

/** Starts a program of its own, so that what makes the load does not run where it is measured. */
export function startChild(program: string) {
  const child = fork(path.join(import.meta.dirname, 'programs', program), {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  return {
    pid: child.pid as number,
    async ask<Answer>(question: Question): Promise<Answer> {
      child.send(question);
      const ended = exited.then(() => {
        throw new Error(`${program} ended before it answered.`);
      });
      const [answer] = await Promise.race([once(child, 'message'), ended]);
      if (answer.error) throw new Error(`${program}: ${answer.error}`);
      return answer.answer;
    },
    async stop(): Promise<void> {
      child.kill();
      await exited;
    },
  };
}

export type Child = ReturnType<typeof startChild>;

/** The other side: answers one question at a time, for as long as it is asked. */
export function answerParent(answer: (question: never) => Promise<unknown>): void {
  process.on('message', (question) => {
    answer(question as never).then(
      (answer) => process.send?.({ answer }),
      (error) => process.send?.({ error: String(error?.stack ?? error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
