import type { Kind } from '../topics/kinds.ts';
import type { Following } from './following.ts';
import { type Place, usualLevel } from './levels.ts';
import { sayFollowing } from './words.ts';

interface Shown {
  place: Place;
  /** The page where it is changed. */
  href: string;
  kind?: Kind;
}

/** What a page says of how much its viewer hears of what it shows. */
export const shownFollowing = ({ place, href, kind }: Shown, following: Following | null) => ({
  place,
  href,
  says: sayFollowing(place, following, kind),
  /** Little is heard of it: the link to change that offers to follow it. */
  isOffer: ['mine', 'nothing'].includes(following?.level ?? usualLevel),
  /** They would follow it by posting. */
  isOpen: place === 'topic' && following?.place !== 'topic',
});
