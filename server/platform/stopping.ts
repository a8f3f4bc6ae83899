type Stop = () => Promise<void> | void;

const LIMIT = 10_000;
/** Ctrl-C reaches this process from the terminal and again from npm, or from node --watch, in the same moment. */
const SAME_MOMENT = 1_000;

/** How to stop what has been started so far. */
const stops: Stop[] = [];
let stoppingSince: number | undefined;

/** To be called as soon as something has been started; what was started last is stopped first. */
export function onStop(stop: Stop): void {
  stops.push(stop);
}

/** Lets Ctrl-C, and whoever ends this process politely, stop everything; a second Ctrl-C does not wait for it. */
export function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stoppingSince === undefined) stopAll(0);
      else if (Date.now() - stoppingSince > SAME_MOMENT) process.exit(1);
    });
  }
}

export const isStopping = () => stoppingSince !== undefined;

/** Stops everything in reverse and ends the process. What fails to stop, or not in time, holds up nothing else. */
export async function stopAll(exitCode: number): Promise<void> {
  stoppingSince = Date.now();
  setTimeout(() => {
    console.error(`Not everything stopped within ${LIMIT / 1000} seconds, so it was ended as it was.`);
    process.exit(1);
  }, LIMIT).unref();
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    try {
      await stop();
    } catch (error) {
      console.error(`While stopping: ${(error as Error).message}`);
    }
  }
  process.exit(exitCode);
}
