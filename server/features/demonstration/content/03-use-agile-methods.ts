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
    tags: ['show and tell', 'agile', 'engagement'],
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
    tags: ['retrospectives', 'remote working', 'teams'],
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
  {
    workspace: 3,
    kind: 'pattern',
    title: 'A six-week discovery for people who also have day jobs',
    author: by.daniel,
    daysAgo: 22.9,
    state: 'in-use',
    visibility: 'public',
    tags: ['discovery', 'planning', 'teams'],
    content: {
      problem: text`
        The guidance describes a discovery by a team that does nothing else. Ours had a housing officer for a day and a half
        a week, a researcher for two and me for three. Our first attempt took five months and ended with a slide deck.
      `,
      solution: text`
        Six weeks, with a promise for each. If a week's promise is not kept, we stop and say so; we do not carry on quietly.

        | week | we promise | who has to be there |
        | ---: | --- | --- |
        | 1 | the question, on one page, agreed by somebody who can stop us | service manager |
        | 2 | 5 conversations with residents, 5 with staff | everybody goes to at least two |
        | 3 | a map of what happens now, on a wall where staff can correct it | officers |
        | 4 | 5 more conversations, with the people we had missed | researcher, one officer |
        | 5 | three things that we could try, and one that we should stop doing | everybody |
        | 6 | one decision: go on, stop, or mend something small now | service manager |

        Tuesdays and Wednesday mornings are for the discovery and nothing else is booked. That is the whole trick.
      `,
      evidence: text`
        Four discoveries so far. Two went on to an alpha, one was stopped in week 6, and one ended in week 3, because the map
        showed that a letter was going to the wrong address. Mending the letter took an afternoon.
      `,
      adopt: text`
        1. Get the day and a half **in writing** from the officer's manager, with what they will *not* do in that time.
        2. Recruit for week 2 before week 1. It takes two weeks.
        3. Book the decision for week 6 on the first day, with the person who can make it.
      `,
      links:
        '- [How the discovery phase works](https://www.gov.uk/service-manual/agile-delivery/how-the-discovery-phase-works), GOV.UK Service Manual',
      licence: 'Open Government Licence v3.0',
    },
    replies: [
      {
        ref: 'stopped',
        author: by.hetal,
        daysAgo: 22.1,
        body: 'How did the one that was stopped in week 6 go down? I have never seen anybody here stop anything.',
      },
      {
        answers: 'stopped',
        author: by.daniel,
        daysAgo: 21.8,
        body: text`
          We had written "stop" into week 6 as one of three *good* endings, and the service manager had agreed to it on day one.
          She got a thank you from the director for the money that was not spent. I made sure of that.
        `,
      },
      {
        author: by.eleni,
        daysAgo: 10.4,
        body: 'Trying this from Tuesday, for repairs appointments. Week 2 is booked, thanks to point 2.',
      },
    ],
  },
];
