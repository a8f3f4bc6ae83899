import type { DemonstrationTopic, Written } from '../shape.ts';
import { missedBins } from './10-missed-bins.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const makeSureUsersSucceedFirstTime: Written<DemonstrationTopic>[] = [
  missedBins,
  {
    workspace: 10,
    kind: 'question',
    title: 'Crews went back for bins that were not missed: what helps?',
    author: by.tom,
    daysAgo: 9,
    state: 'open',
    visibility: 'public',
    tags: ['waste', 'missed bins'],
    content: {
      service: 'Report a missed collection',
      trying:
        'Every second van that we send out finds nothing to collect. I want to hear it before the van leaves.',
      tried: '',
    },
    replies: [],
  },
  {
    workspace: 10,
    kind: 'pattern',
    title: 'One question a page for in-year school admissions',
    author: by.james,
    daysAgo: 106.4,
    reviewInDays: -5,
    state: 'in-use',
    visibility: 'public',
    tags: ['school admissions', 'forms', 'mobile'],
    content: {
      problem: text`
        Our in-year form was four pages with 61 questions on the screen. Most parents fill it in on a phone, often with a
        child on the other arm, often in a second language. Nearly half of the forms came back to us incomplete, and
        we rang for what was missing. A child was out of school meanwhile.
      `,
      solution: text`
        One question on each page, and only the questions that this family needs:

        - We ask for the child's date of birth first, and then never offer a school that the child is too old for.
        - "Is your child looked after by a council?" comes early, because a different team has to ring the same day.
        - People can stop and come back, by a link in an email, for 14 days. No password.
        - Everything is shown once on a page to check before it is sent, and each line can be changed from there.
        - The last page says what happens next **with a date**, and which schools have been told.

        At most 24 questions; most families see 15.
      `,
      evidence: text`
        Incomplete forms: from 46% to 9% in the first term. The median time went *up*, from 11 to 13 minutes, and nobody
        minded: in testing people said that it was shorter.

        Tested in five rounds with 27 parents, 11 of whom did not have English as their first language.
      `,
      adopt: text`
        1. Print your form. Cross out every question whose answer nobody uses. We lost 22 that way before any design.
        2. Put the ones that send people elsewhere first.
        3. Write each page with somebody who answers the phone.
        4. Keep the paper form, with the same questions in the same order.
      `,
      links: text`
        - [Question pages](https://design-system.service.gov.uk/patterns/question-pages/), GOV.UK Design System
        - [Check answers](https://design-system.service.gov.uk/patterns/check-answers/), GOV.UK Design System
      `,
      licence: 'Open Government Licence v3.0',
    },
    edits: [
      {
        daysAgo: 89.6,
        reason: 'How the link to come back is protected, after Priya asked',
        content: {
          adopt: text`
            1. Print your form. Cross out every question whose answer nobody uses. We lost 22 that way before any design.
            2. Put the ones that send people elsewhere first.
            3. Write each page with somebody who answers the phone.
            4. Keep the paper form, with the same questions in the same order.
            5. The link to come back must open nothing by itself. Ask for the date of birth and the postcode, allow three
               tries, and say early on: "If somebody else can read your email, use the phone line."
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'longer',
        author: by.chidinma,
        daysAgo: 104.8,
        body: text`
          Thank you for publishing that the time went up. It would have been easy to leave out, and it is the most
          interesting figure here. Do you have the time until a *place was offered*? That is the one parents care about.
        `,
      },
      {
        answers: 'longer',
        author: by.james,
        daysAgo: 104.1,
        body: 'A median of 12 school days before, 8 after. Most of it is not having to ring people back. I will add it when we have a whole year.',
      },
      {
        ref: 'password',
        author: by.priya,
        daysAgo: 90.5,
        body: text`
          A link in an email, for a form about a child: what stops somebody else who reads that mailbox, such as a former
          partner?
        `,
      },
      {
        answers: 'password',
        ref: 'dob',
        author: by.james,
        daysAgo: 90.0,
        body: text`
          The link alone opens nothing. It asks for the child's date of birth and the postcode, three tries, then it is
          dead. A former partner may know both, so the page says early on: "If somebody else can read your email, use the
          phone line", and that line does not write to anybody.
        `,
      },
      {
        answers: 'dob',
        author: by.priya,
        daysAgo: 89.8,
        body: 'That is a better answer than I expected. Please put it in the pattern.',
      },
      {
        author: by.rezaul,
        daysAgo: 35.2,
        body: 'One question a page is also easier for the person who is interpreting. I sat with a mother and her neighbour, and it simply worked.',
      },
    ],
  },
  {
    workspace: 10,
    kind: 'guidance',
    title: 'Accessible PDFs: when to replace them and when to mend them',
    author: by.linh,
    daysAgo: 148.6,
    state: 'published',
    visibility: 'public',
    tags: ['accessibility', 'pdf', 'documents', 'content'],
    content: {
      summary:
        'Nearly every PDF should be a web page. Sort what you have by how often it is opened, mend very little, and stop making new ones.',
      audience: 'Web teams, and everybody who sends them attachments',
      body: text`
        ## Sort them first

        Make a list of every PDF, with how often it was opened in a year and who owns it. In most councils a small part
        of the list has nearly all of the opens.

        | what it is | what to do |
        | --- | --- |
        | a form to print and fill in | make it an online form, and keep a paper one that staff can post |
        | information (opening times, charges, how to apply) | make it a page today |
        | a policy or strategy | make it a page; offer a PDF of it if members want one |
        | committee papers | talk to democratic services about how they are made |
        | a map | describe in words what the map is for; keep the picture as an extra |
        | opened fewer than 10 times, nobody owns it | archive it |

        ## If it has to stay a PDF

        Mend the document that it was made from, never only the PDF:

        - [ ] real headings, in order
        - [ ] real lists and tables, with header rows and no merged cells
        - [ ] text for every image that says something
        - [ ] the language set, and a title that is not "Microsoft Word - final v7"
        - [ ] exported with tags, then checked with a checker **and** read through with a screen reader

        ## The law, briefly

        Public sector websites must meet the accessibility regulations of 2018, and that covers documents. Some older
        ones are exempt, but not if people need them to use a service today.[^law] If you cannot mend something
        yet, say so in the accessibility statement, with how to ask for it in another form.

        [^law]: This is not legal advice. Start from
            [accessibility requirements for public sector websites and apps](https://www.gov.uk/guidance/accessibility-requirements-for-public-sector-websites-and-apps).

        ## Stop the tap

        A page of guidance does not stop PDFs. What did, for us: the upload button asks "Could this be a page?", with a
        colleague's name and number, and the owner has to give a date on which it comes down.
      `,
    },
    edits: [
      {
        daysAgo: 91.3,
        reason: 'Added committee papers, from Siobhan',
        content: {
          summary:
            'Nearly every PDF should be a web page. Sort what you have by how often it is opened, mend very little, and stop making new ones. Committee papers need a conversation of their own.',
        },
      },
    ],
    replies: [
      {
        ref: 'committee',
        author: by.siobhan,
        daysAgo: 95.7,
        body: text`
          "Talk to democratic services": hello! We are nice. Our papers are made from templates that forty report authors
          fill in at ten to five on the day they are due. If you bring us a template with real headings in it, we will
          make everybody use it.
        `,
      },
      {
        answers: 'committee',
        author: by.linh,
        daysAgo: 91.2,
        body: 'Done, and I have changed the summary to say so. I am coming to see you about that template.',
      },
      {
        author: by.yasmin,
        daysAgo: 60.3,
        body: text`
          We deleted 1,140 PDFs in spring and had two complaints, both from staff. If it helps anybody: the sentence that
          worked on owners was "This was opened four times last year and two of them were me."
        `,
      },
    ],
  },
];
