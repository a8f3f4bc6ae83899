import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const useOpenStandards: Written<DemonstrationTopic>[] = [
  {
    workspace: 7,
    kind: 'pattern',
    title: 'Address lookup that keeps the UPRN, and copes with flats',
    author: by.agnieszka,
    daysAgo: 189.2,
    state: 'in-use',
    visibility: 'public',
    tags: ['address', 'uprn', 'api', 'open standards'],
    content: {
      problem: text`
        Every form asks for an address in its own way and stores it as text. "Flat 2, 14 High St" and "14B High Street"
        are one door. The contractor gets the wrong one, and nobody can count anything by property.
      `,
      solution: text`
        One lookup for all forms. The resident types a postcode and chooses from a list; we keep the
        **UPRN**[^uprn] with the answer, along with the text they saw. Everything behind the form uses the number.

        ~~~json
        {
          "uprn": "10000000001",
          "shown": "Flat 2, 14 Example Street",
          "postcode": "ZZ1 1ZZ",
          "found": "chosen-from-list"
        }
        ~~~

        The value of \`found\` is important. It is \`typed-by-hand\` when the address was not in the list, and those go to
        a person. Never guess a UPRN from text that somebody typed.

        For more than 20 addresses at one postcode, we ask for the number or name of the building first and then show a
        short list. A list of 84 flats cannot be used on a phone.

        [^uprn]: Unique Property Reference Number. Government has named UPRN and USRN (for streets) as the standard
            way to identify property and streets in public sector data.
      `,
      evidence: text`
        In use on nine forms. Addresses that had to be corrected by hand: before, about 70 a week; now, about 12, nearly
        all of them new buildings.

        In testing, 8 of 8 people found their address; two people in converted houses hesitated over "first floor flat"
        against "Flat A".
      `,
      adopt: text`
        1. Ask your address gazetteer team for a weekly extract. They are delighted to be asked.
        2. Keep what the resident **saw** as well as the number. You need it for letters and when the number turns out wrong.
        3. Give people a way out: "My address is not in the list". It must not be an error.
        4. Watch the typed-by-hand ones every week. They are how you learn of new buildings.
      `,
      links: text`
        - [Identifying property and street information](https://www.gov.uk/government/publications/open-standards-for-government), in the open standards for government
        - [Addresses](https://design-system.service.gov.uk/patterns/addresses/), GOV.UK Design System
      `,
      licence: 'MIT, for code. Open Government Licence v3.0 for this text',
    },
    replies: [
      {
        ref: 'boats',
        author: by.kwame,
        daysAgo: 180.4,
        body: 'What do you do about people on boats? We have more than you would think.',
      },
      {
        answers: 'boats',
        author: by.agnieszka,
        daysAgo: 180.1,
        body: text`
          Permanent moorings have UPRNs. Continuous cruisers do not, so they take the "not in the list" route, where we
          ask how we can reach them and do not insist on a street.
        `,
      },
      {
        ref: 'accented',
        author: by.callum,
        daysAgo: 103.7,
        body: text`
          We took this over for bulky waste. One thing to add: announce the number of addresses found to screen readers,
          once, when the list appears. We use a plain list of radio buttons up to ten and a select after that.
        `,
      },
      {
        answers: 'accented',
        author: by.linh,
        daysAgo: 103.2,
        body: text`
          Tested with two people who use screen readers and one who uses speech recognition. Radio buttons were fine.
          The select was slow for the speech user, who had to say "down" eleven times. If you can, stay with radios and
          narrow the list beforehand.
        `,
      },
      {
        author: by.jaspreet,
        daysAgo: 14.9,
        body: 'Considering this for missed collections. Does the weekly extract include commercial premises above shops?',
      },
    ],
  },
  {
    workspace: 7,
    kind: 'question',
    title: 'Open311 or something simpler for passing street reports to a contractor?',
    author: by.jaspreet,
    daysAgo: 16.8,
    state: 'open',
    visibility: 'public',
    tags: ['open311', 'api', 'street services', 'open standards'],
    content: {
      service: 'Report a problem in the street',
      trying: text`
        Reports come in through our own form, and from two websites that residents like. They have to reach the
        contractor's system, and the answer ("collected", "not found", "private land") has to come back to the person.

        I am told to use a standard. Is Open311 still what people use, and is it enough for the way back?
      `,
      tried: text`
        An email to the contractor with a PDF, which is what we have. Their people type it in again. The way back is a
        spreadsheet on Fridays.
      `,
    },
    replies: [
      {
        ref: 'tom',
        author: by.tom,
        daysAgo: 16.5,
        body: text`
          Open311 (GeoReport v2) covers sending a report and reading its status, and the big reporting sites speak it. It
          has no push, so you have to ask for changes. That is fine at your size: ask every five minutes for whatever was
          updated since the last time.

          ~~~http
          GET /open311/v2/requests.json?updated_after=2024-05-01T09:00:00Z
          ~~~

          I would begin there and add what is missing, not invent the whole.
        `,
      },
      {
        answers: 'tom',
        ref: 'status',
        author: by.jaspreet,
        daysAgo: 16.2,
        body: text`
          Thank you. As far as I can see the status is only open or closed. "Closed" is the word our residents hate most:
          it is used for "we cleared it" and for "we are not going to".
        `,
      },
      {
        answers: 'status',
        ref: 'notes',
        author: by.tom,
        daysAgo: 16.0,
        body: text`
          Right, and that is what \`status_notes\` is for: the reason in words, written for the resident. Agree a short
          list with the contractor, so that it is not free text typed by a tired driver.
        `,
      },
      {
        answers: 'notes',
        ref: 'codes',
        author: by.yasmin,
        daysAgo: 15.6,
        body: text`
          And have the list written by somebody who writes. Ten codes, each with a sentence that a resident would
          accept. "No further action" is not a sentence that anybody has ever accepted.
        `,
      },
      {
        answers: 'codes',
        ref: 'list',
        author: by.jaspreet,
        daysAgo: 15.1,
        body: text`
          A first attempt, then:

          | code | what the resident reads |
          | --- | --- |
          | cleared | We cleared it on {date}. Tell us if you still see it. |
          | not-found | We looked on {date} and could not find it. If it is still there, send us a photo or a better pin. |
          | private-land | This is on private land, so we cannot clear it. Here is who can. |
          | with-another | This belongs to {body}. We have passed it on, and this is their reference. |
          | planned | We know about it. It will be done by {date}. |
        `,
      },
      {
        answers: 'list',
        ref: 'planned',
        author: by.marlon,
        daysAgo: 14.8,
        body: text`
          If "planned" shows a date, something has to happen on that date. It is the main reason for people ringing a
          second time: "you said by Friday".
        `,
      },
      {
        ref: 'events',
        author: by.agnieszka,
        daysAgo: 13.3,
        body: text`
          Whatever you choose, give every report an identifier of **your** making, and send it along. When the same
          message arrives twice, the contractor's side can then see that it is the same one. We learned that from 40
          mattresses that were one mattress.
        `,
      },
      {
        answers: 'events',
        author: by.jaspreet,
        daysAgo: 13.0,
        body: 'I want that on a T-shirt.',
      },
    ],
  },
  {
    workspace: 7,
    kind: 'guidance',
    title: 'Publishing our source code: first steps for a council team',
    author: by.callum,
    daysAgo: 5.5,
    state: 'draft',
    visibility: 'group',
    tags: ['open source', 'licences', 'security'],
    content: {
      summary:
        'What to do before the first public repository, so that it is safe and somebody else can use it.',
      audience: 'Developers, and the service managers who are asked for permission',
      body: text`
        *A draft. I would like comments on the security part before I publish it.*

        ## Decide once

        One page, agreed with information security and legal: new code is public unless there is a reason, which
        licence we use (we propose MIT), who may make something public.

        ## Before you open it

        - [ ] No passwords or keys, **in the history either**. Beginning again with a clean history is allowed.
        - [ ] No real data in tests, not even one postcode of a colleague
        - [ ] Nothing that describes a weakness in a live system
        - [ ] A README that says what it is, who looks after it and whether help is wanted
        - [ ] A licence file

        ## After

        - [ ] Security alerts go to a mailbox that more than one person reads
        - [ ] Somebody answers issues, or the README says that nobody does

        ## Still to write

        - What we do about code that a supplier wrote for us
        - Fraud rules: what stays closed, and why
      `,
    },
    replies: [],
  },
];
