import type { Powers } from '../../platform/viewer.ts';

/** Words that members typed may name things of the group: those who keep it in order see them. */
export const canSeeMisses = ({ isCoordinator, isAdministrator }: Powers): boolean =>
  isCoordinator || isAdministrator;
