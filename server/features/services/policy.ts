import { notAllowed, notFound } from '../../platform/errors.ts';
import { looksAfterCouncil, memberWith } from '../../platform/powers.ts';
import type { Member, Viewer } from '../../platform/viewer.ts';

/** A council's own people keep the list of its services, as do its lead and administrators. */
export const canKeepServices = (viewer: Viewer, councilId: number): boolean =>
  viewer.kind === 'member' && (viewer.council.id === councilId || looksAfterCouncil(councilId)(viewer));

/** Whoever asks, where they may; services are for members to see, so members are told why not. */
export function keeperOfServices(viewer: Viewer, council: { id: number; name: string }): Member {
  if (viewer.kind !== 'member') throw notFound();
  if (canKeepServices(viewer, council.id)) return viewer;
  const holds = looksAfterCouncil(council.id);
  if (viewer.waitingPowers && holds(viewer.waitingPowers)) return memberWith(viewer, holds);
  throw notAllowed(`Only people who work for ${council.name} can change the list of its services.`);
}
