import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const encourageEveryoneToUseTheDigitalService: Written<DemonstrationTopic>[] = [
  {
    workspace: 12,
    kind: 'question',
    title: 'Assisted digital: what do you offer somebody who cannot go online alone?',
    author: by.rezaul,
    daysAgo: 29.4,
    state: 'open',
    visibility: 'public',
    tags: ['assisted digital', 'inclusion', 'libraries', 'languages'],
    content: {
      trying: text`
        For every service that moves online, somebody asks me "and what about people who can't?", a week before launch.
        I would like to have an offer that is the same for every service, that residents recognise, and that does not end
        with "go to the library".

        What do you offer, who does it, and how do people hear of it?
      `,
      tried: text`
        - Public computers in libraries. Good, but nobody is allowed to help with a form that has bank details in it.
        - Digital champions (volunteers). Wonderful for learning, not for a benefit claim that is due tomorrow.
        - A phone number on each form. It leads to the general switchboard.
      `,
    },
    replies: [
      {
        ref: 'line',
        author: by.marlon,
        daysAgo: 29.1,
        body: text`
          A line for people who have *started and got stuck*, apart from the main number, printed on every page of the form.
          The adviser sees the same pages as the caller does, and fills them in for them if that is what they want. It is two
          people at a time, from nine to six.

          People hear of it because it is where they get stuck. We do not advertise it anywhere else.
        `,
      },
      {
        answers: 'line',
        ref: 'cost',
        author: by.hetal,
        daysAgo: 28.9,
        body: 'What does it cost, and what did you say to the person who asked why we pay for people to fill in an online form?',
      },
      {
        answers: 'cost',
        ref: 'cost2',
        author: by.marlon,
        daysAgo: 28.7,
        body: text`
          I said that they fill it in right the first time, and that each call tells us which page to mend. About a third
          of the calls we get now are about things that can be mended. The line had 60 calls a day when it began and has 35
          now, on more services.
        `,
      },
      {
        ref: 'trusted',
        author: by.mehmet,
        daysAgo: 27.3,
        body: text`
          For Blue Badges, most people who "cannot go online" have somebody who can: a daughter, a neighbour, a support
          worker. What they need is for us to *admit* that such a person exists. So the first question of our form is now
          "Are you applying for yourself?", and a helper can be the contact without being the applicant.
        `,
      },
      {
        answers: 'trusted',
        ref: 'safe',
        author: by.priya,
        daysAgo: 27.0,
        body: text`
          Yes, with one caution. Ask the applicant, in private if there is any way, whether they want that person to
          receive the letters. Most helpers are kind. Not all of them.
        `,
      },
      {
        answers: 'safe',
        author: by.mehmet,
        daysAgo: 26.8,
        body: 'We send the decision to both unless the applicant has asked us not to. Happy to share the wording of that question.',
      },
      {
        ref: 'language',
        author: by.seun,
        daysAgo: 24.4,
        body: text`
          On languages: before translating a service, find out what people use already. In our interviews nearly everybody
          had their phone translate the page. What broke was *text in pictures* and *PDFs*, and words like "curtilage".
          Making the English plainer helped in every language at once.
        `,
      },
      {
        answers: 'language',
        ref: 'language2',
        author: by.rezaul,
        daysAgo: 24.1,
        body: text`
          I see the same. For Sylheti speakers a translation into written Bengali does not help as much as people think,
          because many speak it and do not read it. A short recording does. So does a person.
        `,
      },
      {
        answers: 'language2',
        author: by.james,
        daysAgo: 23.5,
        body: 'A short recording! We have 40 languages in our schools and I had never thought of anything but leaflets.',
      },
      {
        ref: 'library',
        author: by.siobhan,
        daysAgo: 15.9,
        body: text`
          On library staff not being allowed to help with bank details: ours may, since we wrote down how. The resident
          types that page themselves, the member of staff turns away, and there is a card to hold up that says so. It took
          one meeting with audit.
        `,
      },
      {
        author: by.rezaul,
        daysAgo: 1.6,
        body: text`
          This is so good that I do not want to mark anything as *the* answer yet. I am putting together one offer out of
          the line, the helper and the card, and will post it as a pattern. Is there anybody who would try it with me on
          one service?
        `,
      },
    ],
  },
  {
    workspace: 12,
    kind: 'guidance',
    title: 'Channel shift without hiding the phone number',
    author: by.marlon,
    daysAgo: 121.1,
    state: 'published',
    visibility: 'public',
    tags: ['channel shift', 'contact centre', 'content'],
    content: {
      summary: 'People ring when the website has let them down. Take away the reasons and not the number.',
      audience: 'Anybody who has a target for moving contact online',
      body: text`
        A hidden phone number does not reduce calls. It moves them to the switchboard, to councillors and to the front
        desk, where they cost more and nobody counts them.

        ## Find out why people ring

        Sort a hundred calls about one service into four heaps:

        | heap | what to do |
        | --- | --- |
        | "What is happening with my…?" | tell people before they ask: a date, a text message, a status page |
        | "I could not do it online" | watch somebody try; mend that page |
        | "I did not know I could" | say so at the moment when it matters: on the letter, in the queue, at the end of a call |
        | needs a person | **answer the phone**, quickly, with somebody who can decide |

        The first heap is nearly always the largest, and has nothing to do with channels.

        ## Say it at the right moment

        The end of a call is the best: "Would you like me to show you where that is, so that you have it next time?" Only
        when the caller's problem is solved, and never in place of solving it.

        ## What to count

        - contacts for each completed case, over *all* channels
        - how many of those who began online finished online
        - how many rang within five days of finishing online

        Do not count calls by themselves. They go down when people give up.

        ## What not to do

        - remove the number from letters
        - a recorded message that tells people in a queue to go online, when the website is why they are in it
        - a target for a single team. It is met by transferring calls.
      `,
    },
    replies: [
      {
        author: by.imran,
        daysAgo: 118.5,
        body: text`
          "They go down when people give up" should be said aloud at every performance meeting. Fewer calls in
          the month with the longest queue is not a success.
        `,
      },
      {
        ref: 'members',
        author: by.siobhan,
        daysAgo: 102.4,
        body: text`
          May I add councillors to the list of places where hidden calls go? Casework about "how do I get through to…" is the
          first thing that tells members a service is not working.
        `,
      },
      {
        answers: 'members',
        author: by.marlon,
        daysAgo: 102.0,
        body: 'You may. Could you give us a count of it, by service? That would be a very good indicator.',
      },
      {
        author: by.grace,
        daysAgo: 17.7,
        body: 'Using the four heaps for parking this week. 58 of 100 were the first heap. Fifty-eight!',
      },
    ],
  },
  {
    workspace: 12,
    kind: 'pattern',
    title: 'Offer the direct debit while the bill is in somebody’s hand',
    author: by.imran,
    daysAgo: 198.3,
    state: 'in-use',
    visibility: 'public',
    tags: ['council tax', 'direct debit', 'payments', 'letters'],
    content: {
      problem: text`
        Most people who pay council tax by hand would rather have a direct debit. They do not set one up because the form
        asks for an account number that is on a bill in another room, and because they fear that we will take the wrong
        amount on the wrong day.
      `,
      solution: text`
        Three moments at which the answer is already known:

        1. **On the bill**: a QR code next to the account number, which opens the form with the account already filled in
           (after one check question), and the same address in print for people without a camera.
        2. **After a payment**: "You have paid. Shall we do this for you every month?" with the amounts and dates listed.
        3. **When moving in**: the last page of "Tell us you have moved".

        The form lets people choose from **four dates** and shows every payment of the year before they agree.

        > 1 May £142.00, 1 June £142.00, 1 July £142.00 … If anything changes, we will tell you at least 10 working days
        > before we take it.
      `,
      evidence: text`
        In one year, after the three moments were added: direct debits from 61% of accounts to 68%. About half of the new
        ones came from the second moment. The choice of dates mattered most to people who are paid weekly, in eight
        interviews.
      `,
      adopt: text`
        - Start with the page after a payment. It needs nothing but a link.
        - Ask your bank how much notice *your* arrangement gives people, and print that.
        - Show the dates. All of them.
        - Keep paying by hand easy. Some people have good reasons to decide every month.
      `,
      links: '- [The Direct Debit Guarantee](https://www.directdebit.co.uk/)',
      licence: 'Open Government Licence v3.0',
    },
    replies: [
      {
        ref: 'qr',
        author: by.yasmin,
        daysAgo: 195.0,
        body: 'How did you get people to trust a QR code on a letter about money?',
      },
      {
        answers: 'qr',
        author: by.imran,
        daysAgo: 194.6,
        body: text`
          Not everybody does, and that is fine. The printed address is next to it, short enough to type. A third use the code
          and two thirds type.
        `,
      },
      {
        author: by.agnieszka,
        daysAgo: 141.9,
        body: text`
          For developers: do not put the account number itself in the address behind the code. We use a random reference
          that stops working when the bill is a year old.
        `,
      },
      {
        author: by.hetal,
        daysAgo: 58.8,
        body: 'We are trying the second moment only, from this month, for the reason that it needs one link and no letters.',
      },
    ],
  },
];
