import type { Listener } from './listener.ts';

let listener: Pick<Listener, 'isCurrent'> = { isCurrent: () => false };

/** True while this node hears of every change; only then may it keep what it has drawn without asking. */
export const isListening = () => listener.isCurrent();

export function setListener(current: Pick<Listener, 'isCurrent'>): void {
  listener = current;
}
