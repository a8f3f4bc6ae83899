import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const useAgileMethods: Written<DemonstrationTopic>[] = [
  {
    workspace: 3,
    kind: 'question',
    title: 'Show and tells: how do you get people from outside digital to come?',
    author: by.martha,
    daysAgo: 88.2,
    state: 'answered',
    visibility: 'public',
    tags: ['show-and-tell', 'agile', 'engagement'],
    content: {
      service: 'Street trading licences',
      trying: text`
        Every fortnight we show what we have done. The people who come are the people who did it, and two from IT.
        Licensing officers, whose work is about to change, do not come. Then they are surprised, and they have a
        point.
      `,
      tried: text`
        Invitations to everybody (deleted). Biscuits (eaten). Recording it (eleven views, nine of them ours).
      `,
    },
    replies: [
      {
        ref: 'theirs',
        author: by.daniel,
        daysAgo: 87.8,
        body: text`
          Go to them. We took ten minutes at the *end of their team meeting*, standing at their desks, with one screen
          and one question. Never more than one thing, always something they could still change. After three of those
          they asked when the next one was.
        `,
        accepted: true,
      },
      {
        answers: 'theirs',
        author: by.martha,
        daysAgo: 87.1,
        body: 'Their meeting is at 8.30 on a Monday, which may be why nobody else has thought of it. I will go.',
      },
      {
        ref: 'officer',
        author: by.grace,
        daysAgo: 86.4,
        body: text`
          Let somebody from the service do the showing. Our best one was a parking officer who said: "This used to take
          me four screens. Watch." She had more people in the room than I ever had, and they believed her.
        `,
        accepted: true,
      },
      {
        author: by.siobhan,
        daysAgo: 80.5,
        body: text`
          And call it something else. "Show and tell" sounds like school to people over forty. We call ours "What has
          changed for you this fortnight".
        `,
      },
      {
        author: by.martha,
        daysAgo: 45.9,
        body: text`
          Three Mondays later: six licensing officers, one of whom found that we had forgotten temporary licences
          altogether. I am marking both Daniel's and Grace's answers, because it was going to them that began it and
          an officer doing the showing that kept it going.
        `,
      },
    ],
  },
  {
    workspace: 3,
    kind: 'guidance',
    title: 'Retrospectives when half the team is in another building',
    author: by.martha,
    daysAgo: 34.6,
    state: 'published',
    visibility: 'group',
    tags: ['retrospectives', 'remote-working', 'teams'],
    content: {
      summary:
        'If one person is on a screen, everybody is on a screen. Writing comes before talking, and one action is enough.',
      audience: 'Delivery managers, and anybody who has been asked to run one',
      body: text`
        ## Before

        Send one question the day before, never three. "What would you do differently if we began again on Monday?" is
        a good one. People who need time to think will use it.

        ## During: 45 minutes

        1. **5 minutes** Last time's action. Did we do it? If not, that is today's topic.
        2. **10 minutes** Everybody writes, silently, in the same shared document. Nobody has a wall.
        3. **15 minutes** Read it all. Put a dot against three things. Dots are anonymous.
        4. **10 minutes** Talk about the one with the most dots.
        5. **5 minutes** One action, one name, one date.

        People in the room join from their own laptops, with headphones. It feels silly for two minutes, and then it
        is fair.

        ## After

        Put the action at the top of the board, where the work is. Keep the notes for the team only: a retrospective
        that managers read becomes a report.

        ## When it goes quiet

        Silence is usually one of these: nobody believes that anything will change (do the last action, visibly); the
        manager is in the call (they should leave for the middle part); people are tired (cancel, and say so).
      `,
    },
    replies: [
      {
        ref: 'manager',
        author: by.hetal,
        daysAgo: 33.2,
        body: 'As the manager who was asked to leave for the middle part: do ask. I was relieved, and I got a better list.',
      },
      {
        author: by.kwame,
        daysAgo: 28.8,
        body: text`
          We do a shorter one after an incident with the same shape, and one rule: sentences begin with "the system" or
          "we", never with a name.
        `,
      },
      {
        answers: 'manager',
        author: by.martha,
        daysAgo: 28.1,
        body: 'That takes a good manager. Thank you for saying it here.',
      },
    ],
  },
];
