import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const evaluateToolsAndSystems: Written<DemonstrationTopic>[] = [
  {
    workspace: 5,
    kind: 'guidance',
    title: 'Buying on G-Cloud: a checklist for small services',
    author: by.robert,
    daysAgo: 177.0,
    reviewInDays: -40,
    state: 'published',
    visibility: 'public',
    tags: ['procurement', 'g-cloud', 'contracts', 'suppliers'],
    content: {
      summary:
        'Most of the work in a good purchase is done before you search. This is what to have written down at each step, and what to keep.',
      audience: 'Service managers and product owners who are buying something small for the first time',
      body: text`
        This is what one procurement team asks for. Your own rules come first, and the buyer's guide for the framework
        that is current when you buy comes before both.

        ## Before you search

        - [ ] The user needs that this has to meet, in order, on one page
        - [ ] What we have already, and what a neighbouring council has
        - [ ] What must be true (accessibility, where data is held, sign-in with our own accounts)
        - [ ] How much we can spend over the whole life of it, including leaving
        - [ ] Who decides, and who has a vote

        ## While you search

        - [ ] Save every search, with date and words. Your long list has to be reproducible.
        - [ ] Take things off the list for written reasons that come from your own page
        - [ ] Ask the same questions of everybody who is left, in writing

        ## Questions worth asking

        1. Show us an accessibility statement for the product as it is today.
        2. How do we get all of our data out, in which format, how long does it take, what does it cost?
        3. What can we change ourselves, and what needs you?
        4. When did you last have an outage, and how did customers hear of it?

        ## Before you sign

        - [ ] The order form says what happens at the end, and who helps
        - [ ] The data processing terms have been read by somebody who knows what we will put in
        - [ ] The reasons for the choice are written down so that the runner-up would understand them
      `,
    },
    edits: [
      {
        daysAgo: 120.8,
        reason:
          'A demonstration of the export is worth more than an answer about it: from the question about leaving a forms package',
        content: {
          body: text`
            This is what one procurement team asks for. Your own rules come first, and the buyer's guide for the
            framework that is current when you buy comes before both.

            ## Before you search

            - [ ] The user needs that this has to meet, in order, on one page
            - [ ] What we have already, and what a neighbouring council has
            - [ ] What must be true (accessibility, where data is held, sign-in with our own accounts)
            - [ ] How much we can spend over the whole life of it, including leaving
            - [ ] Who decides, and who has a vote

            ## While you search

            - [ ] Save every search, with date and words. Your long list has to be reproducible.
            - [ ] Take things off the list for written reasons that come from your own page
            - [ ] Ask the same questions of everybody who is left, in writing

            ## Questions worth asking

            1. Show us an accessibility statement for the product as it is today.
            2. **Show us the export.** All of it, now, from your demonstration system, in the format we would get.
            3. What can we change ourselves, and what needs you?
            4. When did you last have an outage, and how did customers hear of it?
            5. May we speak to a council that has left you?

            ## Before you sign

            - [ ] The order form says what happens at the end, and who helps
            - [ ] The data processing terms have been read by somebody who knows what we will put in
            - [ ] The reasons for the choice are written down so that the runner-up would understand them
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'left',
        author: by.tom,
        daysAgo: 170.5,
        body: text`
          Add "may we speak to a council that has left you?". The good ones say yes without blinking. We learned more in
          that call than in three demonstrations.
        `,
      },
      {
        answers: 'left',
        author: by.robert,
        daysAgo: 120.7,
        body: 'Added, together with the demonstration of the export.',
      },
      {
        author: by.linh,
        daysAgo: 98.2,
        body: text`
          On the accessibility statement: also ask *who* tested, *with what* and *when*. "We are fully compliant" is an
          answer to a different question.
        `,
      },
    ],
  },
  {
    workspace: 5,
    kind: 'question',
    title: 'Moving off a forms package: what did you have to export, and how?',
    author: by.callum,
    daysAgo: 125.4,
    state: 'answered',
    visibility: 'group',
    tags: ['forms', 'migration', 'data', 'suppliers'],
    content: {
      trying: text`
        Our contract for online forms ends in nine months and we are moving to something else. There are 140 forms and
        about six years of submissions. I want to know what other people wished they had taken with them.
      `,
      tried: text`
        The supplier's export gives one CSV file a form, with attachments as links that stop working when the contract
        does. We tried it on the five biggest forms: 3 of 5 were complete.
      `,
    },
    replies: [
      {
        ref: 'list',
        author: by.tom,
        daysAgo: 124.9,
        body: text`
          What we took, and what we forgot the first time:

          | what | took | forgot at first |
          | --- | --- | --- |
          | submissions as data | yes | |
          | attachments as files | yes | their names, and which submission they belong to |
          | the wording of each form **on each date** | | yes, and it was asked for in a complaint |
          | who had access to what | | yes |
          | the confirmation emails | yes | |
          | addresses (URLs) of the forms, for redirects | | yes, they were printed on letters |

          The third line is the one to think about. If somebody says "the form told me I had 28 days", can you show
          what the form told them?
        `,
        accepted: true,
      },
      {
        answers: 'list',
        ref: 'wording',
        author: by.callum,
        daysAgo: 124.6,
        body: 'The wording on each date had not crossed my mind. How did you get at it? Ours has versions but no way to export them.',
      },
      {
        answers: 'wording',
        author: by.tom,
        daysAgo: 124.3,
        body: text`
          A script that opened each page of each form and printed it to PDF, with the date. It is ugly, and it took two
          days including the ones with branches. We only have the last version for most forms, but that is better
          than none.
        `,
      },
      {
        ref: 'less',
        author: by.priya,
        daysAgo: 123.8,
        body: text`
          Before you move six years of submissions: do you need six years? Take the retention schedule, go through the
          list of forms, and delete what is due **in the old system** first. Less to move, less to check, and nobody has
          to explain later why it was copied.
        `,
        accepted: true,
      },
      {
        answers: 'less',
        author: by.callum,
        daysAgo: 122.2,
        body: 'That takes more than half of the work away, before we have begun. A very good hour of somebody’s time.',
      },
      {
        author: by.hetal,
        daysAgo: 119.5,
        body: text`
          From the programme side: sort the 140 by how often they are used before you do anything. 22 forms are 90% of
          our submissions. 31 had not been used in a year, and we closed those without replacing them. Nobody rang.
        `,
      },
      {
        author: by.robert,
        daysAgo: 118.0,
        body: 'I have changed the buying checklist because of this thread: see the export before you sign.',
      },
    ],
  },
  {
    workspace: 5,
    kind: 'pattern',
    title: 'Buy, build, reuse or share: the choice on one page',
    author: by.eleni,
    daysAgo: 47.1,
    state: 'proposed',
    visibility: 'public',
    tags: ['options', 'procurement', 'reuse', 'decisions'],
    content: {
      problem: text`
        Options appraisals are thirty pages long and come after the decision. The people who could say "another council
        has this already" see them when it is too late.
      `,
      solution: text`
        One page, written in the first week, changed as we learn. Four columns, the same seven rows:

        | question | buy | build | reuse what we have | share with others |
        | --- | --- | --- | --- | --- |
        | Which needs does it meet? | | | | |
        | Which does it not, and so what? | | | | |
        | First use by a real resident | | | | |
        | Cost over five years, with leaving | | | | |
        | What can we change ourselves? | | | | |
        | Skills we need to keep | | | | |
        | How do we get out? | | | | |

        Every cell has one line. "We do not know" is allowed, and shows what to find out next. Post it in this
        workspace while it is still half empty.
      `,
      evidence: text`
        Used for two decisions so far. In one, a colleague from another directorate saw the half-empty page and pointed
        out that we were paying for the module already. In the other it changed nothing, but took an afternoon and not
        six weeks.
      `,
      adopt: text`
        - Copy the table. Do not add rows; if a row is missing, tell me here.
        - Fill in "how do we get out?" first. It is the row that everybody leaves.
        - Agree who reads it, and that they will read it within a week.
      `,
      links: 'No code. The table above is all there is.',
      licence: 'Open Government Licence v3.0',
    },
    replies: [
      {
        author: by.ruth,
        daysAgo: 46.2,
        body: text`
          The last column is the reason I read this. Would you add a row for "who else wants this?", or is that what
          posting it here is for?
        `,
      },
      {
        author: by.tom,
        daysAgo: 38.4,
        body: '“Cost over five years, with leaving” is worth the page by itself.',
      },
    ],
  },
];
