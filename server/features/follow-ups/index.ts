import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { askHowItWent } from './ask-how-it-went.ts';
import { coordinatingRoutes } from './coordinating-routes.ts';
import { goRound } from './go-round.ts';
import { interestRoutes } from './interest-routes.ts';
import { followUpMails } from './mails.ts';
import { questionRoutes } from './question-routes.ts';
import { reckonReplyTimes } from './reckon-reply-times.ts';
import { replyTimeRoutes } from './reply-time-routes.ts';
import { tellOfWeek } from './tell-of-week.ts';

/** Nothing is left alone: questions that wait, people who are new, and what somebody was interested in. */
export const followUps: Feature = {
  name: 'follow-ups',
  routes: Router().use(questionRoutes, coordinatingRoutes, replyTimeRoutes, interestRoutes),
  mails: followUpMails,
  regularly: {
    'go-round': { every: 'hour', run: goRound },
    'reply-times': { every: 'day', run: reckonReplyTimes },
    'how-it-went': { every: 'day', run: askHowItWent },
    week: { every: 'day', run: tellOfWeek },
  },
};
