import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const iterateAndImproveRegularly: Written<DemonstrationTopic>[] = [
  {
    workspace: 4,
    kind: 'question',
    title: 'Has anybody a contract clause that lets you change a form without a change request?',
    author: by.hetal,
    daysAgo: 2.4,
    state: 'open',
    visibility: 'group',
    tags: ['contracts', 'forms', 'suppliers'],
    content: {
      trying: text`
        We are about to renew the contract for a back-office system that comes with its own online forms. In the last
        contract every change to a question was a change request: a quote, a purchase order, six weeks.

        I would like a clause that lets us change wording, order and help text ourselves, and that puts a price and a
        time on everything else beforehand.
      `,
      tried: text`
        Our legal team has no standard wording. The supplier offers "up to 10 changes a year", which we would use up in
        the first week of user research.
      `,
    },
    replies: [],
  },
  {
    workspace: 4,
    kind: 'pattern',
    title: 'A public “What we changed” page for each service',
    author: by.grace,
    daysAgo: 156.3,
    state: 'in-use',
    visibility: 'public',
    tags: ['feedback', 'transparency', 'parking permits'],
    content: {
      problem: text`
        People who send feedback never hear what became of it, so they stop. Inside the council nobody can say what has
        changed since launch, so the service looks finished and the money goes elsewhere.
      `,
      solution: text`
        One page for each service, linked from its start page and from the email that thanks people for feedback. Newest
        first. Each entry has a date, what changed in one sentence, and **why**, with a number of people if there is one.

        > **12 June** You can now renew a permit from the reminder text message, without your account number.
        > *Why: 31 people told us they could not find the number. 4 of 6 in testing could not either.*

        Changes that did not work get an entry too, when they are undone.
      `,
      evidence: text`
        On resident parking permits since the spring of last year: 38 entries. Feedback that says more than "bad" went
        from about 1 in 10 to 1 in 4. It has also been the most useful page in two budget meetings, which we had not
        expected.
      `,
      adopt: text`
        1. Write the first five entries from memory, so that it never looks empty.
        2. Make it part of "done": a story is not finished until its line is written.
        3. Give it to the product owner. If a communications team has to approve every line, it will die within a month.
        4. No names of suppliers, no blame, nothing about individual people.
      `,
      links:
        '- [Start using a backlog, and keep it](https://www.gov.uk/service-manual/agile-delivery), GOV.UK Service Manual on agile delivery',
      licence: 'Open Government Licence v3.0',
    },
    edits: [
      {
        daysAgo: 61.1,
        reason: 'Corrected the title of the link',
        content: {
          links:
            '- [Agile delivery](https://www.gov.uk/service-manual/agile-delivery), GOV.UK Service Manual',
        },
      },
    ],
    replies: [
      {
        ref: 'comms',
        author: by.yasmin,
        daysAgo: 150.8,
        body: 'How did you get communications to let go of it? Ours would want to see each entry.',
      },
      {
        answers: 'comms',
        ref: 'month',
        author: by.grace,
        daysAgo: 150.2,
        body: text`
          We wrote ten entries together in one afternoon and agreed what an entry may and may not say. Then a month in
          which they could read everything the day after and ring me. They rang once, about a comma.
        `,
      },
      { answers: 'month', author: by.yasmin, daysAgo: 149.9, body: 'I know that comma.' },
      {
        author: by.james,
        daysAgo: 21.4,
        body: text`
          We are trying this for in-year admissions. Parents compare notes with each other, so we are careful to say
          from which date a change holds.
        `,
      },
    ],
  },
  {
    workspace: 4,
    kind: 'question',
    title: 'How do you keep improving a service after the project money ends?',
    author: by.hetal,
    daysAgo: 131.7,
    state: 'answered',
    visibility: 'public',
    tags: ['funding', 'live services', 'business case'],
    content: {
      trying: text`
        Our funding is for projects. A service goes live, the team goes to the next project, and two years later we ask
        for money to replace the thing we stopped looking after. I would like a way of paying for a small, lasting
        team, and words that a finance director agrees with.
      `,
      tried: text`
        A business case for a "continuous improvement team". It was turned down because it had no end date and no
        deliverables, which was rather the idea.
      `,
    },
    replies: [
      {
        ref: 'rent',
        author: by.amina,
        daysAgo: 130.9,
        body: text`
          Do not ask for a team. Ask what it costs **not** to have one. We listed three services that were left alone
          after launch and what we spent in year three: emergency accessibility work, a rebuilt form, calls. Beside it
          we put a team of four across six services. The second column was smaller.

          Our finance director's own words for it are "planned maintenance, like the roofs". I have used those words
          ever since.
        `,
        accepted: true,
      },
      {
        ref: 'share',
        author: by.imran,
        daysAgo: 128.5,
        body: text`
          From the service's side: we pay a share of that team from our revenue budget, every year, like a licence. It
          is about what one vacant post would cost. I get two weeks in every eight, and I decide what they are for.
        `,
      },
      {
        answers: 'share',
        author: by.hetal,
        daysAgo: 128.0,
        body: 'What happens when there is nothing that you want done in your two weeks?',
      },
      {
        answers: 'rent',
        ref: 'small',
        author: by.grace,
        daysAgo: 120.3,
        body: text`
          A caution. If the team serves six services, it must be clear who comes first this month, or the loudest one
          does. We publish the order, for the quarter, with reasons.
        `,
      },
      {
        author: by.hetal,
        daysAgo: 40.2,
        body: text`
          It worked, in the end, as "planned maintenance": two posts for two years, looked at again after one. Thank you
          Amina. I owe our property team a coffee for the comparison with the roofs.
        `,
      },
    ],
  },
];
