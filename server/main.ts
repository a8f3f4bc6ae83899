import { startQuickly } from './platform/quick-start.ts';
import { isStopping, stopAll, stopOnSignals } from './platform/stopping.ts';

startQuickly();
stopOnSignals();
try {
  // Loaded here, so that wrong settings are told like whatever else prevents a start: in a sentence, without a trace.
  const { start } = await import('./start.ts');
  await start();
} catch (error) {
  // Stopping takes away what a start that is still going on needs: that is no fault to speak of.
  if (!isStopping()) {
    console.error(`\n${error instanceof Error ? error.message : error}\n`);
    await stopAll(1);
  }
}
