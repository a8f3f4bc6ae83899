import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const identifyPerformanceIndicators: Written<DemonstrationTopic>[] = [
  {
    workspace: 13,
    kind: 'guidance',
    title: 'Four indicators, and how to work them out honestly',
    author: by.chidinma,
    daysAgo: 215.8,
    state: 'published',
    visibility: 'public',
    tags: ['indicators', 'analytics', 'dashboards'],
    content: {
      summary:
        'Take-up, completion, satisfaction and cost. Choose the definition first, write it next to the figure, and do not change it without saying so.',
      audience: 'Product owners and performance analysts',
      body: text`
        | indicator | divide | by | beware of |
        | --- | --- | --- | --- |
        | Digital take-up | cases that began online | all cases, every channel | counting calls as cases |
        | Completion | people who finished | people who **could** have finished | counting those who only looked |
        | Satisfaction | each answer, as a share | everybody who answered | asking only at the happy end |
        | Cost per case | what would go away without it | completed cases | adding the building |

        ## Write the definition next to the number

        "Completion: 74%" means nothing. "Completion: 74 of every 100 people who answered the first question sent the form
        within 7 days" can be argued with, and that is what it is for.

        ## Say how sure you are

        With 38 answers, 80% satisfied could easily be 65 or 90. Show the count beside the share. Below 30, show the answers
        themselves.

        ## One that goes up and one that should not

        Every indicator can be met by doing harm. Pair each with the one that would show it: take-up with calls within five
        days, speed with decisions changed on appeal.

        ## Publish them

        On a page that anybody can read, once a month, with the definition, the count and one sentence about what we did.
        A dashboard that nobody outside the team sees will be wrong within a quarter.
      `,
    },
    edits: [
      {
        daysAgo: 158.2,
        reason:
          'Added “Say how sure you are”: several of us had been comparing months with 20 answers in them',
        content: {
          summary:
            'Take-up, completion, satisfaction and cost. Choose the definition first, write it next to the figure, say how many people it is made of, and do not change it without saying so.',
        },
      },
    ],
    replies: [
      {
        author: by.grace,
        daysAgo: 201.3,
        body: 'Pairing them is the best idea in here. Ours now are "permits within a day" with "permits we had to take back".',
      },
      {
        ref: 'happy',
        author: by.nia,
        daysAgo: 184.7,
        body: text`
          On asking only at the happy end: we put the same question on the page that says "You are not eligible" and on the
          offline page. It is uncomfortable and much more useful.
        `,
      },
      {
        answers: 'happy',
        author: by.chidinma,
        daysAgo: 184.2,
        body: 'I have stolen this for our dashboard, as a separate line and not mixed into the average.',
      },
    ],
  },
  {
    workspace: 13,
    kind: 'question',
    title: 'How do you count completion when a form can be saved for later?',
    author: by.chidinma,
    daysAgo: 46.5,
    state: 'answered',
    visibility: 'public',
    tags: ['completion', 'analytics', 'forms'],
    content: {
      service: 'Benefit change of circumstances',
      trying: text`
        People may stop and come back within 28 days. If I count a month's starts and the same month's finishes, I divide by
        different people. If I wait for 28 days, last month's figure is never there when managers ask.
      `,
      tried: text`
        - Same month over same month: it was 104% in March.
        - Sessions from web analytics: somebody who comes back counts twice, once as a failure.
      `,
    },
    replies: [
      {
        ref: 'cohort',
        author: by.grace,
        daysAgo: 46.2,
        body: text`
          Follow the people and not the month. Take everybody who *started* in a week and ask how many had finished after 1, 7
          and 28 days. Three columns. The first is there the next morning, and after a few months you know how the first
          predicts the third.
        `,
        accepted: true,
      },
      {
        answers: 'cohort',
        ref: 'sql',
        author: by.agnieszka,
        daysAgo: 45.9,
        body: text`
          In SQL, for whoever has to do it (Postgres; \`applications\` has one row for each that was begun):

          ~~~sql
          select date_trunc('week', started_at)::date as week,
                 count(*) as started,
                 count(*) filter (where sent_at < started_at + interval '1 day')   as within_1_day,
                 count(*) filter (where sent_at < started_at + interval '7 days')  as within_7_days,
                 count(*) filter (where sent_at < started_at + interval '28 days') as within_28_days
          from applications
          group by 1
          order by 1;
          ~~~

          Leave the later columns empty for weeks that are too recent, or they look as if they were falling.
        `,
        accepted: true,
      },
      {
        answers: 'sql',
        author: by.chidinma,
        daysAgo: 45.2,
        body: 'The last sentence has saved me from a very bad meeting. Thank you both, I have marked the two answers together.',
      },
      {
        ref: 'looking',
        author: by.daniel,
        daysAgo: 43.0,
        body: text`
          What counts as a start? If it is opening the first page, then you count people who only wanted to see what they would
          be asked. We count from the first answer.
        `,
      },
      {
        answers: 'looking',
        author: by.chidinma,
        daysAgo: 42.8,
        body: 'The same. And we publish how many looked and left, separately, because sometimes that is the real story.',
      },
    ],
  },
  {
    workspace: 13,
    kind: 'question',
    title: 'Cost per transaction: which costs do you put in?',
    author: by.imran,
    daysAgo: 13.8,
    state: 'open',
    visibility: 'group',
    tags: ['cost', 'indicators', 'finance'],
    content: {
      service: 'Council tax',
      trying: text`
        I need one figure for what a change of address costs us online, by phone and in person. Every department has one and
        none of them agree, because some include the building, some the licences, and one the mayor's car.[^1]

        I do not need the truth. I need a rule that we all use, so that we can compare ourselves with ourselves, next year.

        [^1]: This is a joke. Nearly.
      `,
      tried: text`
        The figures that people usually quote for phone, post and online. They are old, they are somebody else's, and my
        finance partner will not have them in a paper.
      `,
    },
    replies: [
      {
        ref: 'three',
        author: by.chidinma,
        daysAgo: 13.5,
        body: text`
          I use three lines and never add them up:

          1. **minutes of staff time** in each case, measured by sitting next to people (20 cases each)
          2. **what we pay for each case** to others: messages, cards, postage
          3. **what we pay whether anybody comes or not**: licences, hosting, the team

          Only 1 and 2 change when one more person uses it. Line 3 is for decisions about the whole service.
        `,
      },
      {
        answers: 'three',
        ref: 'rate',
        author: by.imran,
        daysAgo: 13.2,
        body: 'I like that. What do you multiply the minutes by?',
      },
      {
        answers: 'rate',
        author: by.chidinma,
        daysAgo: 13.1,
        body: 'The middle of the grade with on-costs, without overheads. It is written on the page. Finance chose it, so that finance believes it.',
      },
      {
        ref: 'failure',
        author: by.marlon,
        daysAgo: 11.9,
        body: text`
          Do count what comes **after**. An online change of address that leads to two calls is not the cheap one. In our
          sample 1 in 5 did.
        `,
      },
      {
        answers: 'failure',
        author: by.hetal,
        daysAgo: 10.2,
        body: 'And what it costs *them*. We put "minutes of the resident’s time" next to ours in one paper, and it changed the conversation.',
      },
      {
        ref: 'same',
        author: by.ruth,
        daysAgo: 2.1,
        body: text`
          If a few councils used Chidinma's three lines for one and the same service, we could learn from the differences
          without anybody being "the expensive one". Would change of address be a good first?
        `,
      },
      {
        answers: 'same',
        author: by.imran,
        daysAgo: 1.2,
        body: 'Yes. I will put it on the list for the next meeting.',
      },
    ],
  },
];
