/** How many milliseconds this process has worked so far; unlike the time of day it stands still while others have the processor. */
export function busySoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
