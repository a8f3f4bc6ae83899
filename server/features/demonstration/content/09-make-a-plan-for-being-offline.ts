import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const makeAPlanForBeingOffline: Written<DemonstrationTopic>[] = [
  {
    workspace: 9,
    kind: 'pattern',
    title: 'An offline page that still lets people do something',
    author: by.kwame,
    daysAgo: 137.9,
    state: 'in-use',
    visibility: 'public',
    tags: ['outages', 'offline', 'content', 'resilience'],
    content: {
      problem: text`
        "This service is unavailable. Please try again later." Later when? Is my application lost? Does the deadline
        still hold? People try again every two minutes, and then they ring.
      `,
      solution: text`
        A page for each service, written in advance, kept somewhere that does not depend on the service, and switched on
        by anybody on the duty rota in under five minutes. It answers five questions, in this order:

        1. What is not working
        2. What still is (often you can still *pay* when you cannot *apply*)
        3. What to do if it cannot wait: a phone number that is staffed, a form on paper, an office
        4. Whether anything you sent is lost
        5. When this page will next be changed, with a time

        > You cannot apply for a parking permit online at the moment. You can still pay a parking fine.
        > If your permit runs out today or tomorrow, you do not need to do anything: we will not give you a ticket
        > for that. Anything you had already sent us is safe. We will update this page at 2pm.

        The last sentence is a promise. At 2pm somebody changes the page, even if only to say 4pm.
      `,
      evidence: text`
        Used for four outages and three planned evenings. In the last unplanned one, calls about it were about a
        quarter of what they had been a year before, in a similar hour. Nobody asked whether their application was lost.
      `,
      adopt: text`
        - Write the pages with the people who decide on cases. "You do not need to do anything" is a policy decision,
          and has to be made before the day.
        - Host them away from everything else. Ours are plain files with a different provider.
        - The switch must work from a phone.
        - Rehearse it, with somebody from the service there.
      `,
      links:
        '- [Problem with the service pages](https://design-system.service.gov.uk/patterns/problem-with-the-service-pages/), GOV.UK Design System',
      licence: 'Open Government Licence v3.0',
    },
    replies: [
      {
        ref: 'grace',
        author: by.grace,
        daysAgo: 133.0,
        body: text`
          How did you get parking enforcement to agree to "we will not give you a ticket"? Ours think people would knock
          the site over on purpose.
        `,
      },
      {
        answers: 'grace',
        author: by.kwame,
        daysAgo: 132.7,
        body: text`
          We asked how many tickets they had had to cancel after the last outage. It was easier to agree on one sentence
          than to answer those letters.
        `,
      },
      {
        author: by.marlon,
        daysAgo: 96.1,
        body: text`
          From the phones: send the same words to the contact centre *before* they go on the page. Ten minutes is
          enough. Hearing about an outage from a caller is bad for everybody.
        `,
      },
      {
        author: by.sophie,
        daysAgo: 18.0,
        body: 'In use for planning comments since last month. Number 4 is the one that people thank us for.',
      },
    ],
  },
  {
    workspace: 9,
    kind: 'question',
    title: 'How often do you rehearse an outage, and who has to be there?',
    author: by.sophie,
    daysAgo: 11.6,
    state: 'open',
    visibility: 'group',
    tags: ['outages', 'rehearsal', 'resilience', 'planning'],
    content: {
      service: 'Planning applications and notices',
      trying: text`
        The Standard asks us to *regularly test* our plan for being offline. We have a plan, and we have read it aloud to
        each other. I do not think that is what is meant.

        How often do you do it, on a live system or around a table, and who comes?
      `,
      tried: text`
        A walk-through with IT last year. Everybody agreed that it would work. Nobody from planning was there.
      `,
    },
    replies: [
      {
        ref: 'table',
        author: by.kwame,
        daysAgo: 11.3,
        body: text`
          Twice a year around a table, once a year for real.

          **Around a table** is one hour. I play the outage: "It is ten past nine, the site is down, the phones have
          started. What do you do? Who has the number? *Show me.*" The last two words are what makes it work. At our first
          one the phone number in the plan belonged to somebody who had retired.

          **For real** is a Tuesday at 7am, announced, thirty minutes. We switch the page on, look at it from a phone,
          switch it off and write down what went wrong.
        `,
      },
      {
        answers: 'table',
        ref: 'who',
        author: by.sophie,
        daysAgo: 11.0,
        body: 'Who comes at 7am? I think I can get our duty officer, but nobody who can decide anything.',
      },
      {
        answers: 'who',
        author: by.kwame,
        daysAgo: 10.8,
        body: text`
          The person on duty, one person from the service, one from the contact centre. Deciding is what the plan is for:
          if somebody senior must be woken to switch on a page, then that is the first fault you have found.
        `,
      },
      {
        ref: 'deadline',
        author: by.james,
        daysAgo: 9.4,
        body: text`
          For admissions the only rehearsal worth having is the evening of the closing date. We do ours three weeks
          before, at the same hour, with the same people, and pretend that it is 11pm with an hour to go. The question
          that nobody could answer the first time: who may decide to extend the deadline, and how do parents hear of it?
        `,
      },
      {
        answers: 'deadline',
        author: by.sophie,
        daysAgo: 9.1,
        body: text`
          Ours is the same with the last day for comments on an application. I will ask our lawyers who may decide, now
          and not at 11pm.
        `,
      },
      {
        author: by.eleni,
        daysAgo: 3.3,
        body: text`
          Before you rehearse, ask the front desk what they *do* when the system is down. We found a paper form from 2011
          which everybody used and nobody had told IT about. It was rather good. It is in the plan now.
        `,
      },
    ],
  },
  {
    workspace: 9,
    kind: 'guidance',
    title: 'An offline plan on one side of A4',
    author: by.sophie,
    daysAgo: 83.7,
    state: 'published',
    visibility: 'public',
    tags: ['outages', 'offline', 'resilience', 'templates'],
    content: {
      summary:
        'If the plan is longer than a page, nobody will read it at nine in the morning with the phones ringing. This is the page.',
      audience: 'Service managers who have been asked for a plan and do not know where to begin',
      body: text`
        Copy this, fill it in with your team, **print it**. The plan must not be kept only on the system that is down.

        ---

        **Service:** …

        **How we find out:** (a monitor, a caller, a tweet) and who is told first

        **First 5 minutes**
        1. Switch on the offline page. How: … Who can: …, …, …
        2. Tell the contact centre and the front desk. How: …
        3. Write down the time.

        **First hour**
        1. Next update at: …
        2. What cannot wait until tomorrow? (people without heating, deadlines in law, money due today) What do we do for them?
        3. How do we take details on paper, and where do those sheets go?

        **Who may decide**
        - to extend a deadline: …
        - not to charge or fine: …
        - to talk to the press: …

        **When it is back**
        1. Type in the paper. Who, by when?
        2. Find the half-finished: paid and no order, sent and not arrived
        3. Tell everybody who was told that it was down
        4. A review within a week, on what the system did, not on who did it

        **Last rehearsed:** … **Next:** …

        ---

        If you can fill in only one line, fill in "who may decide".
      `,
    },
    edits: [
      {
        daysAgo: 80.2,
        reason: 'Replaced “a tweet” with something that will last longer',
        content: {
          body: text`
            Copy this, fill it in with your team, **print it**. The plan must not be kept only on the system that is down.

            ---

            **Service:** …

            **How we find out:** (a monitor, a caller, a post on social media) and who is told first

            **First 5 minutes**
            1. Switch on the offline page. How: … Who can: …, …, …
            2. Tell the contact centre and the front desk. How: …
            3. Write down the time.

            **First hour**
            1. Next update at: …
            2. What cannot wait until tomorrow? (people without heating, deadlines in law, money due today) What do we do for them?
            3. How do we take details on paper, and where do those sheets go?

            **Who may decide**
            - to extend a deadline: …
            - not to charge or fine: …
            - to talk to the press: …

            **When it is back**
            1. Type in the paper. Who, by when?
            2. Find the half-finished: paid and no order, sent and not arrived
            3. Tell everybody who was told that it was down
            4. A review within a week, on what the system did, not on who did it

            **Last rehearsed:** … **Next:** …

            ---

            If you can fill in only one line, fill in "who may decide".
          `,
        },
      },
      {
        daysAgo: 75.6,
        reason: 'Added the keys, after Eleni asked where the paper forms are kept',
        content: {
          body: text`
            Copy this, fill it in with your team, **print it**. The plan must not be kept only on the system that is down.

            ---

            **Service:** …

            **How we find out:** (a monitor, a caller, a post on social media) and who is told first

            **First 5 minutes**
            1. Switch on the offline page. How: … Who can: …, …, …
            2. Tell the contact centre and the front desk. How: …
            3. Write down the time.

            **First hour**
            1. Next update at: …
            2. What cannot wait until tomorrow? (people without heating, deadlines in law, money due today) What do we do for them?
            3. How do we take details on paper? Where are the forms, **who has the key to that cupboard**, and where do the sheets go?

            **Who may decide**
            - to extend a deadline: …
            - not to charge or fine: …
            - to talk to the press: …

            **When it is back**
            1. Type in the paper. Who, by when?
            2. Find the half-finished: paid and no order, sent and not arrived
            3. Tell everybody who was told that it was down
            4. A review within a week, on what the system did, not on who did it

            **Last rehearsed:** … **Next:** …

            ---

            If you can fill in only one line, fill in "who may decide".
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'forms',
        author: by.eleni,
        daysAgo: 76.9,
        body: 'Where are the paper forms kept? In our case: in a locked cupboard, and the key was with somebody who works on Wednesdays.',
      },
      { answers: 'forms', author: by.sophie, daysAgo: 75.5, body: 'Now in the plan, in bold. Thank you.' },
      {
        author: by.hetal,
        daysAgo: 39.8,
        body: text`
          Filled in for seven services in two weeks. "Who may decide" took longer than everything else together, and was
          the reason to do it.
        `,
      },
    ],
  },
];
