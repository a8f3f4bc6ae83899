import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const testTheEndToEndService: Written<DemonstrationTopic>[] = [
  {
    workspace: 8,
    kind: 'guidance',
    title: 'Which browsers and devices to test in: use your own figures',
    author: by.linh,
    daysAgo: 112.3,
    reviewInDays: -3,
    state: 'published',
    visibility: 'public',
    tags: ['testing', 'browsers', 'accessibility', 'mobile'],
    content: {
      summary:
        'Test where your residents are, not where your developers are. A short list, four times a year, from your own analytics, plus the assistive technology that analytics cannot see.',
      audience: 'Anybody who signs off a release',
      body: text`
        ## Make your list

        1. Take three months of visits to **the service**, not to the whole website.
        2. Sort by browser and operating system. Take everything above 2%.
        3. Add the browsers that central government's guidance lists, if they are not there already.
        4. Add what your own advisers use. An assisted digital service is used in their browser.
        5. Look at it again every quarter. Put the date on it.

        Ours, as an example of what comes out:

        | where | share of visits | how we test |
        | --- | ---: | --- |
        | Safari on iPhone, this version and the two before | 41% | by hand, every release |
        | Chrome on Android, including a phone that is five years old | 29% | by hand, every release |
        | Chrome and Edge on Windows | 19% | automatically |
        | Safari on a Mac | 5% | automatically |
        | Samsung Internet | 3% | by hand, every quarter |
        | everything else | 3% | works without scripts |

        ## Assistive technology

        You cannot see it in analytics, and you should not try to. Test each release with at least:

        - NVDA and JAWS on Windows, VoiceOver on an iPhone, TalkBack on Android
        - Zoom at 400%, and Windows high contrast
        - Dragon or Voice Control: can you say the name of every button?
        - The keyboard, alone, from the start page to "thank you"

        Twice a year, with people who use these every day. They are faster than you and find different things.

        ## The old phone

        Keep one cheap, old Android phone with a cracked screen and a pay-as-you-go SIM. Fill in your own form on it,
        standing at a bus stop. It is the best test that we have.
      `,
    },
    replies: [
      {
        author: by.rezaul,
        daysAgo: 109.4,
        body: text`
          The old phone, yes! And with 50 MB left on the SIM. Many people here stop at the point where a page wants to
          load a map.
        `,
      },
      {
        ref: 'jaws',
        author: by.callum,
        daysAgo: 85.0,
        body: 'How do you get at JAWS without buying it for everybody? We have one licence, on the laptop of somebody who left.',
      },
      {
        answers: 'jaws',
        author: by.linh,
        daysAgo: 84.8,
        body: text`
          We book an hour with a colleague in another department who uses it for work. She is paid for the time from the
          project's budget, and she tells us about the intranet as well.
        `,
        edit: {
          daysAgo: 84.1,
          body: text`
            We book an hour with a colleague in another department who uses it for work. The project pays her team for
            the time, and she tells us about the intranet as well. Ask first whether they want to: nobody's disability
            is part of their job description.
          `,
        },
      },
    ],
  },
  {
    workspace: 8,
    kind: 'question',
    title: 'How do you test payments from end to end without taking real money?',
    author: by.agnieszka,
    daysAgo: 57.5,
    state: 'answered',
    visibility: 'public',
    tags: ['payments', 'gov.uk pay', 'testing', 'notify'],
    content: {
      service: 'Bulky waste collection',
      trying: text`
        The form, the payment, the confirmation email and the file that finance gets overnight are four systems. I want
        to test all four together before every release, including what happens when a card is refused, and when
        somebody closes the browser after paying.
      `,
      tried: text`
        We pay 1 penny with a corporate card and refund it. Finance has asked us, nicely, to stop.
      `,
    },
    replies: [
      {
        ref: 'sandbox',
        author: by.callum,
        daysAgo: 57.2,
        body: text`
          GOV.UK Pay gives you a test account along with the live one. It takes made-up card numbers, such as
          \`4444333322221111\` for a payment that succeeds and \`4000000000000002\` for one that is declined; the full
          list is in [their documentation](https://docs.payments.service.gov.uk/). It never touches a bank.

          For the email, Notify has addresses that only pretend:

          ~~~text
          simulate-delivered@notifications.service.gov.uk
          temp-fail@simulator.notify
          perm-fail@simulator.notify
          ~~~
        `,
        accepted: true,
      },
      {
        answers: 'sandbox',
        ref: 'closed',
        author: by.agnieszka,
        daysAgo: 56.9,
        body: 'Perfect for the first three. What do you do about the closed browser?',
      },
      {
        answers: 'closed',
        ref: 'ask',
        author: by.callum,
        daysAgo: 56.6,
        body: text`
          We never believe the browser. When somebody leaves for the payment page we write down the payment's id. A job
          asks Pay about every payment that has been open for more than a few minutes, and finishes the order if it was
          paid. The test then is: pay, *do not come back*, wait, and see that the confirmation arrives.
        `,
        accepted: true,
      },
      {
        answers: 'ask',
        author: by.kwame,
        daysAgo: 56.0,
        body: text`
          The same for our replacement bins. We found the need for it in the week when our own site was down for ten
          minutes, while people were on the payment page. 17 had paid and had no order.
        `,
      },
      {
        ref: 'finance',
        author: by.imran,
        daysAgo: 54.3,
        body: text`
          For the file: ask finance for a cost code that is *for* tests, and let the test file through the real import
          into the test ledger once a month. The form is never what breaks. It is the ninth column.
        `,
      },
      {
        answers: 'finance',
        author: by.agnieszka,
        daysAgo: 53.9,
        body: 'It was the eleventh column.',
      },
    ],
  },
  {
    workspace: 8,
    kind: 'pattern',
    title: 'The made-up borough: a set of residents for test environments',
    author: by.tom,
    daysAgo: 24.7,
    state: 'proposed',
    visibility: 'group',
    tags: ['test data', 'testing', 'privacy'],
    content: {
      problem: text`
        Made-up test data is too neat to find anything: everybody is called Test Testerson and
        lives at 1 Test Street. So either real people's details end up where they should not be, or we find the real
        problems in live.
      `,
      solution: text`
        A made-up borough of 500 residents that are as awkward as real ones, shared between us:

        ~~~csv
        id,given,family,born,household,notes
        0001,Zoë,O’Sullivan-Nwosu,1931-02-29,H017,a date that does not exist; apostrophe; hyphen
        0002,Li,,1988-11-03,H018,one name only
        0003,Muhammad,Ali,1990-01-01,H019,same name and birthday as 0004
        0004,Muhammad,Ali,1990-01-01,H020,same name and birthday as 0003
        0005,Anne-Marie,de la Croix-Rousse,2016-09-01,H021,born on the school admissions cut-off
        ~~~

        Telephone numbers come from the range that Ofcom keeps for drama, email addresses from \`example.org\`, and
        postcodes begin with ZZ, which does not exist. Nobody can be written to by accident.

        Each resident has a note that says what they are there to break.
      `,
      evidence: text`
        62 residents exist so far. Loaded into two test systems, they found nine faults in a week, seven of which were
        about names.
      `,
      adopt: text`
        1. Tell me in a reply which resident yours cannot cope with. We need more of them.
        2. Load them through your forms as well as into the database. The two fail in different ways.
        3. Never add a real person "with the name changed".
      `,
      links: text`
        - [Telephone numbers for use in TV and radio drama](https://www.ofcom.org.uk/), Ofcom
        - The file itself will be linked here when 100 residents are ready.
      `,
      licence: 'CC0',
    },
    replies: [
      {
        ref: 'flat',
        author: by.sophie,
        daysAgo: 23.9,
        body: 'Please add somebody whose address is a site with planning permission and no building yet. They write to us, and they are quite right to.',
      },
      {
        author: by.mehmet,
        daysAgo: 23.1,
        body: text`
          - somebody who applies for two children and an uncle
          - somebody with a Blue Badge from another council that has not run out
          - somebody whose signature is a cross, with a witness
        `,
      },
      { answers: 'flat', author: by.tom, daysAgo: 22.6, body: 'Residents 0063 to 0066, thank you both.' },
      {
        author: by.james,
        daysAgo: 6.3,
        body: text`
          Twins in different school years, please (born either side of midnight on 31 August). It has happened to me
          once in nineteen years and the system still says that it is not possible.
        `,
      },
    ],
  },
];
