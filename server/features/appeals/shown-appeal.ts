import { clock } from '../../platform/clock.ts';
import { actOf, isActName } from '../moderation/acts.ts';
import { nounIn } from '../moderation/shown.ts';
import type { Appeal } from './queries.ts';
import { addressOfAppeal } from './told.ts';

const day = 86_400_000;

/** An appeal in words. */
export function shownAppeal(appeal: Appeal) {
  const days = Math.floor((clock.now().getTime() - appeal.createdAt.getTime()) / day);
  return {
    ...appeal,
    href: addressOfAppeal(appeal.id),
    told: isActName(appeal.act) ? actOf(appeal.act).told : '',
    outcome: appeal.decision === 'upheld' ? 'Upheld' : 'Declined',
    noun: nounIn(appeal),
    waits: days < 1 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`,
  };
}
