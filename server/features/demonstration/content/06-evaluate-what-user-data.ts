import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const evaluateWhatUserData: Written<DemonstrationTopic>[] = [
  {
    workspace: 6,
    kind: 'guidance',
    title: 'A data protection impact assessment in an afternoon: begin with the data flow',
    author: by.priya,
    daysAgo: 181.5,
    reviewInDays: 7,
    state: 'published',
    visibility: 'public',
    tags: ['dpia', 'privacy', 'data protection'],
    content: {
      summary:
        'Most of an impact assessment writes itself once you have drawn where the data goes. Do that together, early, with the people who built it and the people who use it.',
      audience: 'Product owners and service managers, before they have chosen a system',
      body: text`
        An assessment at the end finds problems that nobody can afford to mend. One in the first month costs an
        afternoon and changes the design.[^1]

        ## Who should be in the room

        The product owner, a developer or the supplier's engineer, somebody who handles cases, and somebody from
        information governance. Four people, two hours, one large sheet of paper.

        ## Step 1: follow one person

        Take one made-up resident and follow what they type from the first page to the day it is deleted. Draw every
        place where it comes to rest, even for a minute: the form, the email to the team, the spreadsheet, the backup.

        ## Step 2: a line for each place

        | where | what is there | why we need it | who can see it | gone after |
        | --- | --- | --- | --- | --- |
        | form, until sent | name, address, proof of address | to decide the permit | the resident | 24 hours if not sent |
        | email to the team | a link, no details | so that somebody looks | 6 people | 30 days |
        | case system | all of it | the decision, appeals | 14 people, 2 suppliers | 2 years after it ends |
        | monthly figures | counts by ward | reporting | anybody | kept |

        If you cannot fill in "why we need it", stop asking for it. That is the best thing an assessment can do.

        ## Step 3: what could go wrong, for the resident

        Not for the council. Somebody sees an address who must not (think of people who have fled a partner). A
        decision is made on wrong data. A person is put off applying at all.

        ## Step 4: what we change, and who says what is left is acceptable

        Write what you will change, by when, with a name. What is left is for the service manager to accept, on the
        advice of the data protection officer, in writing.

        ## When you must do one

        The law asks for an assessment where processing is likely to be a high risk to people. Do not spend a week on
        the question of whether you must. For a new service, the afternoon is shorter than the argument.

        [^1]: The [Information Commissioner’s Office](https://ico.org.uk/) has guidance and a template. This is about
            how to get the content; use your own council's form to write it down.
      `,
    },
    replies: [
      {
        ref: 'backup',
        author: by.tom,
        daysAgo: 160.9,
        body: text`
          "The backup" should be in capitals. Nearly every diagram I am shown has data that is deleted after two years,
          next to backups that are kept for seven.
        `,
      },
      {
        answers: 'backup',
        author: by.priya,
        daysAgo: 160.2,
        body: text`
          Yes. It does not have to be the same day, but you need to know how long it takes and to say so in your
          privacy notice.
        `,
      },
      {
        author: by.jaspreet,
        daysAgo: 132.6,
        body: text`
          We did this for photographs of fly-tipping. In step 1 we found that the app sent the place where the photo
          was *taken*, and some people take it from their bedroom window. We now keep only the pin that they drop on
          the map.
        `,
      },
      {
        author: by.nia,
        daysAgo: 52.2,
        body: 'Used for our research panel, with "the recording" in place of the form. Two hours, as promised.',
      },
    ],
  },
  {
    workspace: 6,
    kind: 'question',
    title: 'How long do you keep the evidence people upload for parking permits?',
    author: by.grace,
    daysAgo: 70.6,
    state: 'answered',
    visibility: 'group',
    tags: ['retention', 'parking permits', 'uploads', 'privacy'],
    content: {
      service: 'Resident parking permits',
      trying: text`
        People upload a council tax bill or tenancy agreement and a vehicle document. We keep all of it for as long as
        we keep the permit's record, because that is what the system does. It is a great many bank details and
        signatures that nobody looks at again.

        What do you keep, for how long, and what was your reason?
      `,
      tried: text`
        Asked audit (they would like six years), the supplier (one setting for everything) and our lawyers (what is
        necessary).
      `,
    },
    replies: [
      {
        ref: 'outcome',
        author: by.priya,
        daysAgo: 70.1,
        body: text`
          Keep the **outcome of the check** and not the thing that was checked:

          - what kind of document it was, and its date
          - who looked at it and when
          - that it showed the name and address on the application

          That is what an appeal or an auditor needs. The file itself can go when the time to challenge the decision is
          over. For us it is 28 days, and I would not copy the number: ask how long people have to challenge in your
          own process.
        `,
        accepted: true,
      },
      {
        answers: 'outcome',
        ref: 'fraud',
        author: by.imran,
        daysAgo: 69.7,
        body: text`
          Fraud colleagues will say that they need the document to show a forgery a year later. Ours did. How many
          cases has that been, and would it be enough to keep those that somebody doubted?
        `,
      },
      {
        answers: 'fraud',
        ref: 'doubt',
        author: by.priya,
        daysAgo: 69.5,
        body: text`
          That is how we settled it. An officer who doubts a document marks it, and it is then kept as part of an
          investigation, with its own rules. 11 documents last year, out of several thousand.
        `,
      },
      {
        answers: 'doubt',
        author: by.grace,
        daysAgo: 69.0,
        body: 'I can take that to audit. “Keep what somebody doubted” is a sentence that people understand.',
      },
      {
        ref: 'none',
        author: by.agnieszka,
        daysAgo: 66.8,
        body: text`
          The best upload is none. Where we can check an address against a register that the council may use for this,
          we do not ask. (Grace and I are in the same team, so this is me nagging in public. See our question about
          council tax records.)
        `,
      },
      {
        author: by.grace,
        daysAgo: 29.9,
        body: text`
          Agreed with audit: outcome kept for the life of the permit and two years; files deleted after 30 days unless
          doubted. The supplier charged us for a second retention setting. That is now a question in our next tender.
        `,
      },
    ],
  },
  {
    workspace: 6,
    kind: 'question',
    title: 'Can we use council tax records to check an address without asking for a document?',
    author: by.agnieszka,
    daysAgo: 94.3,
    state: 'reopened',
    visibility: 'group',
    tags: ['council tax', 'parking permits', 'data sharing', 'address'],
    content: {
      service: 'Resident parking permits',
      trying: text`
        Nearly everybody who applies for a permit lives at an address where we know who pays council tax. Asking them
        for a photograph of our own bill feels absurd. Technically it is one lookup. May we do it?
      `,
      tried: text`
        - Asked revenues: "council tax information is for council tax".
        - Asked two lawyers and got two answers.
        - Built it behind a switch, which is off.
      `,
    },
    replies: [
      {
        ref: 'legal',
        author: by.priya,
        daysAgo: 93.6,
        body: text`
          I cannot give you legal advice for another council, but I can give you the questions that got us further than
          "may we?":

          1. Which power do you rely on for the permit scheme, and does it need you to establish where people live?
          2. What were people told when their council tax data was collected?
          3. Can the check answer **yes or no** without showing anybody the record?
          4. What happens to people for whom the answer is no? (Lodgers, adult children, people who have just moved.)

          If 3 is yes and 4 has a good answer, you have something to put to your lawyers that they can say yes to.
        `,
      },
      {
        answers: 'legal',
        ref: 'consent',
        author: by.grace,
        daysAgo: 93.1,
        body: 'What about asking people: "May we check this against your council tax record?" and leaving the upload for those who say no?',
      },
      {
        answers: 'consent',
        ref: 'choice',
        author: by.priya,
        daysAgo: 92.8,
        body: text`
          Ask, by all means, because people should know and should have a choice. But be careful about calling it
          consent. If the other way is much harder, it is not freely given. Have a proper legal basis, and then give
          people the choice as good manners.
        `,
      },
      {
        ref: 'yes',
        author: by.imran,
        daysAgo: 91.2,
        body: text`
          I am the person in revenues who says no, so let me say what would make it a yes: a yes-or-no answer, a log of
          every question that was put, a limit on how often one officer can ask, and a sentence on the next annual
          bill. We had that agreed in a month.
        `,
      },
      {
        answers: 'yes',
        author: by.agnieszka,
        daysAgo: 90.9,
        body: 'That is exactly what is behind the switch, apart from the sentence on the bill. Thank you!',
      },
      {
        author: by.agnieszka,
        daysAgo: 8.2,
        body: text`
          I am reopening this. We had it agreed in principle and I had marked Imran's answer, but in testing the check
          said no to 3 of 11 people who do live there: names in a different order, a flat that council tax knows as
          "first floor" and the address gazetteer as "Flat 2", and one person whose partner pays.

          The legal question is settled for us. The question now is **how you match people fairly**. Does anybody have
          rules that they have tested on names from all over the world?
        `,
      },
      {
        author: by.eleni,
        daysAgo: 7.7,
        body: text`
          My own surname has been spelled four ways by one council. Two things that would have helped me: compare
          without accents and in any order, and let the person *see* which name is being checked, so that they can
          say "that is my husband".
        `,
      },
    ],
  },
];
