import { formatLastDay } from '../../platform/days.ts';
import { title } from './grants.ts';
import { canPassOn, canTakeFromOthers, type Holder } from './policy.ts';
import type { ShownGrant } from './queries.ts';

/** A role as a page shows it to somebody, with what they may do about it. */
export function shownRole(grant: ShownGrant, viewer: Holder) {
  const isOwn = grant.personId === viewer.id;
  const passesOn = canPassOn(viewer, grant);
  const address = `/roles/${grant.id}`;
  return {
    title: title(grant),
    holder: grant.holder,
    since: grant.grantedAt,
    giver: grant.giver,
    principal: grant.principal,
    until: grant.endsAt && formatLastDay(grant.endsAt),
    reason: grant.reason,
    deputyHref: passesOn ? `${address}/deputies` : '',
    handoverHref: passesOn ? `${address}/handover` : '',
    giveUpHref: isOwn ? `${address}/removal` : '',
    removalHref: !isOwn && canTakeFromOthers(viewer, grant) ? `${address}/removal` : '',
  };
}

interface Stated {
  suspendedAt: Date | null;
  suspendedUntil: Date | null;
  dormantAt: Date | null;
  leftAt: Date | null;
}

/** How somebody stands who does not take part now, in words. */
export function stateOf({ suspendedAt, suspendedUntil, dormantAt, leftAt }: Stated): string {
  if (leftAt) return 'Has left';
  if (suspendedAt)
    return suspendedUntil
      ? `Suspended until ${formatLastDay(suspendedUntil)}`
      : 'Suspended until it is lifted';
  return dormantAt ? 'Dormant' : '';
}
