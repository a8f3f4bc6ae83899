import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const doOngoingUserResearch: Written<DemonstrationTopic>[] = [
  {
    workspace: 14,
    kind: 'pattern',
    title: 'A residents’ research panel, run with a spreadsheet and an email address',
    author: by.nia,
    daysAgo: 172.4,
    state: 'in-use',
    visibility: 'public',
    tags: ['research panel', 'recruitment', 'user research', 'privacy'],
    content: {
      problem: text`
        Every round of research began with two weeks of looking for people, so teams did it once, at the start, and never
        again. When we did find people, they were the ones who always come.
      `,
      solution: text`
        A list of residents who have said that they would like to help, looked after by two people for half a day a week.

        **What we keep:** a name, one way of contacting them, first part of the postcode, age group, how they use the
        internet, whether they use assistive technology *if they wish to say*, when we last asked them. Nothing else.

        **Rules**
        1. Nobody is asked more than once in three months.
        2. Everybody hears what came of it, in two sentences, within a month.
        3. Whoever has been silent for a year is asked whether they want to stay, and taken off if they do not answer.
        4. At least half of each round comes from *outside* the panel or is new to it.

        Rule 4 is there because a panel gets good at being a panel.
      `,
      evidence: text`
        412 people after 14 months. The time from "we need six people" to the first conversation went from 12 working days
        to 3. 9 teams have used it, 5 of them more than twice.

        Where we still fall short: people under 25, and people who work nights.
      `,
      adopt: text`
        - Do the impact assessment first. Ours was an afternoon (there is guidance in the workspace for requirement 6).
        - Begin with the "thank you" page of your busiest service.
        - Have two people, so that it survives a holiday.
        - Decide what you give people for their time, and who pays, before the first round.
      `,
      links: text`
        - [Finding participants for user research](https://www.gov.uk/service-manual/user-research/find-user-research-participants), GOV.UK Service Manual
        - The consent form by Seun, in the workspace for requirement 1
      `,
      licence: 'Open Government Licence v3.0',
    },
    edits: [
      {
        daysAgo: 66.9,
        reason: 'New figures, and what we still do badly',
        content: {
          evidence: text`
            438 people after 17 months. The time from "we need six people" to the first conversation went from 12 working
            days to 3. 11 teams have used it, 7 of them more than twice.

            Where we still fall short: people under 25, people who work nights, and people who have just arrived. For those
            we go out; the panel is not the way.
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'share',
        author: by.seun,
        daysAgo: 165.1,
        body: 'Could two councils share a panel? Many of our residents use your parks and the other way round.',
      },
      {
        answers: 'share',
        ref: 'share2',
        author: by.nia,
        daysAgo: 164.6,
        body: text`
          We have thought about it. The hard part is not technical: people said yes to *us*. You would have to ask them again,
          naming the other council. For the next round I could forward an invitation of yours to ours, and they would answer
          to you.
        `,
      },
      {
        answers: 'share2',
        author: by.priya,
        daysAgo: 163.9,
        body: 'Forwarding the invitation is exactly right. No data moves, and each person chooses.',
      },
      {
        author: by.linh,
        daysAgo: 87.4,
        body: text`
          Thank you for making the question on assistive technology optional. One suggestion: ask "What would make it easier
          for you to take part?" and leave a box. You learn about lifts, interpreters and time of day at the same time.
        `,
      },
      {
        author: by.james,
        daysAgo: 16.1,
        body: 'Started one for parents, with 31 people in the first fortnight, all from the page that says "Your application has been sent".',
      },
    ],
  },
  {
    workspace: 14,
    kind: 'question',
    title: 'What do you give people for an hour of their time?',
    author: by.seun,
    daysAgo: 7.4,
    state: 'open',
    visibility: 'group',
    tags: ['user research', 'incentives', 'payments'],
    content: {
      trying: text`
        We would like to thank people properly for research: the same for everybody, quickly, and without making anything
        difficult for people who receive benefits or have no right to work. What do you give, how much, and how does it get
        through your finance system?
      `,
      tried: text`
        - High street vouchers from petty cash. Audit asked us to stop.
        - Online vouchers. People without email cannot use them.
        - Nothing. Then only people with time and money come.
      `,
    },
    replies: [
      {
        ref: 'voucher',
        author: by.nia,
        daysAgo: 7.1,
        body: text`
          Supermarket vouchers, on paper or by text as the person prefers, bought in bulk once a quarter with a purchase order
          and kept in a safe with a list. Each one is signed for with the session's number, **not** the person's name. The
          names are in the research folder, which finance does not need to see. Audit was content with that.
        `,
      },
      {
        answers: 'voucher',
        ref: 'benefits',
        author: by.seun,
        daysAgo: 6.9,
        body: 'And for people on benefits? I have had someone say no for fear of what it might do to their claim.',
      },
      {
        answers: 'benefits',
        author: by.nia,
        daysAgo: 6.6,
        body: text`
          We say plainly that it is a thank-you for one hour, what it is worth, and that they can choose a lower amount or none
          and still take part; and we give the number of our welfare advice team for anybody who is worried. We do not advise
          ourselves. I would be glad of anything firmer, if somebody has it in writing.
        `,
      },
      {
        ref: 'groups',
        author: by.rezaul,
        daysAgo: 5.8,
        body: text`
          When I go to a group, I ask the group. Some would rather have a donation to the kitty, or lunch for everybody. One
          asked for a new kettle. It was a very good kettle.
        `,
      },
      {
        answers: 'groups',
        author: by.robert,
        daysAgo: 4.4,
        body: 'Speaking for procurement: a kettle is the easiest thing on this page to buy.',
      },
      {
        author: by.chidinma,
        daysAgo: 0.9,
        body: 'Could we collect what each council gives, and how much, in a table? I will start one at the next meeting if Nia brings the first row.',
      },
    ],
  },
  {
    workspace: 14,
    kind: 'guidance',
    title: 'Five people every month: research that does not need a project',
    author: by.seun,
    daysAgo: 54.9,
    state: 'published',
    visibility: 'public',
    tags: ['user research', 'usability testing', 'live services'],
    content: {
      summary:
        'A fixed day each month, five people, whichever service has a question. The date never moves; the service does.',
      audience: 'Teams who look after live services, with or without a researcher',
      body: text`
        ## The rhythm

        - **First Monday**: teams ask for the day by writing one question. "Can people find out when their permit ends?" is a
          question. "Test the new design" is not.
        - **Second Thursday**: five sessions of 40 minutes. At least one person who uses assistive technology, and at least
          one who is not confident online. Two colleagues watch each session and take notes.
        - **The same afternoon**: one hour together. Each observer writes down the three things that surprised them. We agree
          on what to change and on what we still do not know.
        - **Friday**: half a page to everybody, including what we got wrong.

        ## If there is no researcher

        You can do this. Read the script aloud, be quiet, and do not help. When you want to help, count to ten. Then ask:
        *"What would you do if I were not here?"*

        ## Keep the half pages

        They are your evidence for requirements 1, 10 and 14 at an assessment, and they are written already.

        | month | service | question | what we changed |
        | --- | --- | --- | --- |
        | 1 | parking | Do people know when it ends? | date moved into the subject of the email |
        | 2 | licensing | Which licence is mine? | three names changed |
        | 3 | none asked | the search on the website | 11 pages retired |
      `,
    },
    replies: [
      {
        ref: 'watch',
        author: by.daniel,
        daysAgo: 53.6,
        body: '"The date never moves; the service does" has solved our problem of cancelled research. How do you get people to watch?',
      },
      {
        answers: 'watch',
        author: by.seun,
        daysAgo: 53.2,
        body: text`
          Lunch, for the first two months. After that, the rule that whoever has watched at least one session decides on what
          is changed. The service manager has not missed one since.
        `,
      },
      {
        author: by.kwame,
        daysAgo: 33.8,
        body: text`
          I am an engineer and was told to count to ten. I reached seven. At eight she found the button, and told me why she
          had not seen it. Recommended.
        `,
      },
    ],
  },
];
