import { withDay } from '../../platform/days.ts';

/** Until when it will be right, for whoever does not want the usual six months. */
export const reviewForm = withDay({}, 'review', { withinDays: 730 });
