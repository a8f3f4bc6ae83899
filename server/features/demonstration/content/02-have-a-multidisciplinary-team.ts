import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const haveAMultidisciplinaryTeam: Written<DemonstrationTopic>[] = [
  {
    workspace: 2,
    kind: 'question',
    title: 'Who is the service manager when two directorates own half the service each?',
    author: by.eleni,
    daysAgo: 19.3,
    state: 'open',
    visibility: 'group',
    tags: ['service manager', 'housing repairs', 'decisions'],
    content: {
      service: 'Housing repairs',
      trying: text`
        The Standard asks for a senior service manager with decision making responsibility. For repairs, the phone
        calls and the website belong to customer services, and the operatives, the appointments and the budget belong
        to housing. Every change needs both, and "both" means two meetings a fortnight apart.

        Who do other councils name as service manager for something like this, and what are they really able to decide?
      `,
      tried: text`
        - Naming both heads of service together. Each waits for the other.
        - A steering group. It is good at being told things.
        - A product owner from our team. Respected, but cannot move money or people.
      `,
    },
    replies: [
      {
        ref: 'money',
        author: by.amina,
        daysAgo: 19.0,
        body: text`
          Whoever holds the money that is spent when the service fails. In repairs that is housing: second visits,
          complaints and compensation all land there. Customer services then has a deputy in the team with real time
          for it, not a seat at the table.
        `,
      },
      {
        answers: 'money',
        ref: 'calls',
        author: by.marlon,
        daysAgo: 18.7,
        body: text`
          I would put in a word for the other side. More than half of our repairs calls are "when is he coming?". That
          failure is paid for by us and seen by nobody in housing. If only housing decides, it stays at the bottom of
          the list.
        `,
      },
      {
        answers: 'calls',
        ref: 'count',
        author: by.amina,
        daysAgo: 18.6,
        body: text`
          Fair. Then show it to them as their number: "chasing calls per completed repair". Once it was on housing's
          own scorecard here, with what each call costs, the argument stopped.
        `,
      },
      {
        answers: 'count',
        ref: 'honest',
        author: by.chidinma,
        daysAgo: 17.9,
        body: text`
          A caution on "what each call costs". Use the cost that would really go away, not the average cost of a call
          with the building in it. If finance can knock the figure down, you lose the argument and the next one as well.
        `,
      },
      {
        answers: 'honest',
        author: by.imran,
        daysAgo: 17.5,
        body: 'Seconded, with feeling. I will ask about exactly this in the workspace for requirement 13, because I would like a rule for it.',
      },
      {
        ref: 'paper',
        author: by.imran,
        daysAgo: 16.2,
        body: text`
          I am a service manager of that sort, in revenues. What made it work was one side of paper signed by two
          directors:

          | decision | who |
          | --- | --- |
          | order of the backlog | me |
          | wording, forms, letters | me, after the content designer |
          | up to an agreed sum from the service's budget | me |
          | opening hours, staffing | my director, within a week |
          | anything a cabinet report is needed for | both directors, together, in one meeting |

          The last line is the important one. **One** meeting.
        `,
      },
      {
        answers: 'paper',
        ref: 'sum',
        author: by.eleni,
        daysAgo: 16.0,
        body: 'This is very helpful, thank you. May I ask how large the agreed sum is? I suspect ours would be zero.',
      },
      {
        answers: 'sum',
        author: by.imran,
        daysAgo: 15.8,
        body: text`
          It began at zero! I asked for "enough for a week of a developer" so that I could say yes to small things.
          Nobody wanted to argue about a week. It has gone up twice since.
        `,
      },
      {
        author: by.eleni,
        daysAgo: 4.1,
        body: text`
          I have put Imran's table to both of our heads of service with our own names in it. They agreed on four lines
          of five. I will report back when they have agreed on the fifth, which is of course the money.
        `,
      },
    ],
  },
  {
    workspace: 2,
    kind: 'pattern',
    title: 'Borrow a specialist: a day a week between neighbouring councils',
    author: by.ruth,
    daysAgo: 52.8,
    state: 'proposed',
    visibility: 'group',
    tags: ['shared services', 'recruitment', 'user research', 'skills'],
    content: {
      problem: text`
        A council with one content designer has none when she is on leave. A council with a good performance analyst
        has three days of work a week for him. Neither can justify a second post, and agency rates for a day here and
        there are out of reach.
      `,
      solution: text`
        Two or three councils write down who they could lend for a day a week, and for what. The borrowing council pays
        the actual cost of the day, nothing more. A short agreement, the same every time, says:

        1. whose employee they stay (the lender's), and who they report to on the day
        2. where they may see personal data, and under whose rules
        3. that work made for one council may be used by both
        4. four weeks' notice, either way, no reason needed

        People volunteer. Nobody is lent who does not want to be.
      `,
      evidence: text`
        Tried once so far, for three months, with one content designer. Both managers would do it again. She rewrote 14
        pages for the borrower and brought back an appointments letter that the lender now uses.

        What did not work: a day a week is too little to be part of a team that meets daily. Two half days were better.
      `,
      adopt: text`
        - Ask HR for the secondment agreement they already have, and cut it down. Do not begin from nothing.
        - Start with one person for three months.
        - Tell your trade unions before you tell anybody else.
        - Check that laptops and building passes can be had within a week. Ours could not.
      `,
      links:
        'The agreement we used is being tidied up by our legal team. It will be linked here when they have finished.',
      licence: 'Open Government Licence v3.0',
    },
    edits: [
      {
        daysAgo: 44.0,
        reason: 'Added the point about trade unions, which Amina was right about',
        content: {
          adopt: text`
            - Ask HR for the secondment agreement they already have, and cut it down. Do not begin from nothing.
            - Start with one person for three months.
            - Tell your trade unions before you tell anybody else, and show them the notice period.
            - Check that laptops and building passes can be had within a week. Ours could not.
            - Agree who does the appraisal.
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'unions',
        author: by.amina,
        daysAgo: 50.1,
        body: text`
          I like this very much. Two questions our people will ask: who does their appraisal, and is this a way of not
          filling a post? The second will come from the trade unions, so speak to them early.
        `,
      },
      {
        answers: 'unions',
        author: by.ruth,
        daysAgo: 44.1,
        body: 'Both added. We had not thought about the appraisal at all.',
      },
      {
        ref: 'vat',
        author: by.robert,
        daysAgo: 43.2,
        body: text`
          Before anybody signs: ask your finance team how VAT applies to staff supplied between councils, and ask your
          legal team whether the sums need a procurement route. At a day a week the answers are likely to be easy, but
          it is better to have them in writing.
        `,
      },
      {
        answers: 'vat',
        author: by.ruth,
        daysAgo: 42.9,
        body: 'Thank you Robert. I will ask ours and put the questions, if not the answers, into the pattern.',
      },
      {
        author: by.linh,
        daysAgo: 27.5,
        body: 'I could offer one day a fortnight of accessibility testing from the spring, if my manager agrees. Half days suit me.',
      },
      {
        author: by.seun,
        daysAgo: 9.7,
        body: text`
          Two half days would work for research too: one to plan and recruit, one for sessions. I would not do analysis
          on another day of the week on my own, though. It has to be done with the team that heard it.
        `,
      },
    ],
  },
  {
    workspace: 2,
    kind: 'guidance',
    title: 'The roles a service needs, and which ones one person can hold',
    author: by.amina,
    daysAgo: 203.6,
    state: 'published',
    visibility: 'public',
    tags: ['roles', 'teams', 'service manager'],
    content: {
      summary:
        'You do not need twelve people. You need every role to have a name beside it, and to know which two must never be the same person.',
      audience: 'Heads of service who are setting up a team for the first time',
      body: text`
        Central government's guidance describes teams that most councils cannot afford. What matters is that somebody
        is **answerable** for each of these, and has time for it in their week.

        | role | answers for | may also be |
        | --- | --- | --- |
        | Service manager | the service as a whole, its money, its results | nobody else: this is the one you cannot share out |
        | Product owner | what is done next | business analyst |
        | Delivery manager | that the team can work | performance analyst |
        | User researcher | what we know about users | service designer, but not the designer of what is being tested |
        | Content designer | every word a user reads | designer |
        | Developer | that it works and can be changed | web operations, if somebody else can do it too |
        | Performance analyst | the figures | delivery manager |
        | Assisted digital lead | people who need help | often somebody from customer services |

        ## Never the same person

        1. Whoever designed it, and whoever tests it with users. Nobody hears well when their own work is being discussed.
        2. Whoever builds it, and whoever signs that it is secure.

        ## Signs that a role is empty, whatever the chart says

        - The product owner learns what is being built at the show and tell.
        - Content is "to be supplied by the service".
        - Research happened, in the past, and there is a report.

        ## When the project ends

        The team gets smaller; the list does not. Before people leave, write the name of who holds each role next month
        into the same table. If there is no name, that is your biggest risk, so put it in the risk register in
        those words.
      `,
    },
    replies: [
      {
        author: by.hetal,
        daysAgo: 190.4,
        body: '"If there is no name, that is your biggest risk" went into our risk register word for word. It was the first risk anybody asked about.',
      },
      {
        author: by.james,
        daysAgo: 77.3,
        body: text`
          From a service with no digital team at all: we filled in the table with admissions staff and had five names
          and three blanks. The blanks were user researcher, content designer and performance analyst. We now share a
          content designer with the schools team, which is one blank fewer.
        `,
      },
    ],
  },
];
