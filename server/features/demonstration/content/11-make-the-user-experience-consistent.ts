import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const makeTheUserExperienceConsistent: Written<DemonstrationTopic>[] = [
  {
    workspace: 11,
    kind: 'question',
    title: 'Can a council use GOV.UK Frontend, and what do we have to change?',
    author: by.hetal,
    daysAgo: 101.8,
    state: 'answered',
    visibility: 'public',
    tags: ['design system', 'gov.uk frontend', 'branding'],
    content: {
      trying: text`
        We would like to stop designing our own radio buttons. The GOV.UK Design System has them, tested. Some colleagues
        say that we are not allowed to use it because we are not central government; others say that we must look
        exactly like GOV.UK. Which is it?
      `,
      tried: text`
        Reading the Design System's own pages, which are clear about services on GOV.UK and less so about everybody else.
      `,
    },
    replies: [
      {
        ref: 'may',
        author: by.callum,
        daysAgo: 101.5,
        body: text`
          Neither. The **code** is open, under the MIT licence, and anybody may use it. What you may not do is look as if
          you *were* GOV.UK. So, not on a council's site:

          - the crown and the GOV.UK logo
          - the GDS Transport typeface, whose licence is for services on GOV.UK
          - the word GOV.UK in your header

          Everything else (components, spacing, error messages, patterns) is there to be used. It is what requirement 11
          asks for.
        `,
        accepted: true,
      },
      {
        answers: 'may',
        ref: 'how',
        author: by.hetal,
        daysAgo: 101.3,
        body: 'Thank you, that settles an argument of two years. How much work is it to have our own colours and typeface?',
      },
      {
        answers: 'how',
        ref: 'sass',
        author: by.callum,
        daysAgo: 101.0,
        body: text`
          Very little, if you use its settings and do not override its CSS afterwards:

          ~~~scss
          @use "govuk-frontend" with (
            $govuk-font-family: ("Your Council Sans", arial, sans-serif),
            $govuk-include-default-font-face: false,
          );
          ~~~

          The header and footer you write yourself. Two rules that save trouble later: **do not touch focus styles**, and
          do not change component HTML. Then updates take minutes.
        `,
        accepted: true,
      },
      {
        answers: 'sass',
        ref: 'contrast',
        author: by.linh,
        daysAgo: 100.6,
        body: text`
          And check the contrast of your brand colour before anybody falls in love with it. 4.5 to 1 for text, 3 to 1 for
          the edges of things you can press. Ours failed as a button and now has a darker sister.
        `,
      },
      {
        author: by.yasmin,
        daysAgo: 99.2,
        body: text`
          Consistency is words as well. We use the Design System's error message templates as they are ("Enter your
          postcode", not "Postcode is a required field"), and the style guide with a list of our own exceptions. The list
          began at 40 and is now 9.
        `,
      },
      {
        author: by.hetal,
        daysAgo: 64.0,
        body: 'We have moved four services over. I am marking both of Callum’s answers: the one for the argument, and the one for the developers.',
      },
    ],
  },
  {
    workspace: 11,
    kind: 'pattern',
    title: 'Text message reminders with GOV.UK Notify, written so that people trust them',
    author: by.mehmet,
    daysAgo: 73.5,
    state: 'in-use',
    visibility: 'public',
    tags: ['notify', 'text messages', 'blue badge', 'content'],
    content: {
      problem: text`
        People let a Blue Badge run out because the reminder is a letter that arrives eight weeks early. We tried text
        messages. Half of the people thought they were a scam, and they were right to be careful.
      `,
      solution: text`
        Three messages through GOV.UK Notify: six weeks before, two weeks before, and the day after, unless they have
        renewed. Each one

        - says who we are first: the council's own name and not "Your council"
        - has **no link**. It says what to search for, or which number to ring
        - never asks for anything and never says "immediately"
        - names the badge's month and never a health condition

        > ((council)): your Blue Badge runs out in ((month)). To renew, search for "Blue Badge" on GOV.UK, or ring us on
        > ((phone)) and we will do it with you. You may ignore this if you have renewed already.

        The sender name is the same for all services of the council, and the list of messages that we send is on our
        website, so that people can check.
      `,
      evidence: text`
        Over five months: badges that had run out by the time of renewal fell from about 1 in 4 to about 1 in 9. Calls to
        ask whether the message was real: 14 a week in the version with a link, 2 in the version without.
      `,
      adopt: text`
        1. Councils can use Notify; ask for an account, and read its current allowance and prices first.
        2. Ask people for a mobile number *for reminders*, separately, and let them say no.
        3. Test it with your contact centre: would an adviser know that it is from us?
        4. Think about who else reads that phone. Many people share one with a carer.
      `,
      links: '- [GOV.UK Notify](https://www.notifications.service.gov.uk/)',
      licence: 'Open Government Licence v3.0',
    },
    edits: [
      {
        daysAgo: 30.1,
        reason: 'Took the link out of the message: version 2 is the one that works. Figures for both added',
        content: {
          evidence: text`
            Over five months: badges that had run out by the time of renewal fell from about 1 in 4 to about 1 in 9.

            | version | calls a week to ask whether it is real | renewals within a week |
            | --- | ---: | ---: |
            | with a link | 14 | 22% |
            | without a link | 2 | 31% |

            About 400 messages of each. Small numbers, so treat the second column with care; the first is hard to argue with.
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'link',
        author: by.chidinma,
        daysAgo: 68.2,
        body: 'More renewals *without* a link? I would like to see both versions side by side before I believe it.',
      },
      {
        author: by.imran,
        daysAgo: 55.6,
        body: text`
          We use the same shape for "your direct debit will be taken on". The day before, amount and date, no link. People
          ring to say thank you, which in revenues is a new experience.
        `,
      },
      {
        answers: 'link',
        author: by.mehmet,
        daysAgo: 30.0,
        body: 'You were right to ask. The table is there now, with how many messages it was.',
      },
      {
        author: by.marlon,
        daysAgo: 25.3,
        body: text`
          Please add: tell the contact centre which day they go out. 3,000 messages at ten on a Monday is not kind. We send
          them in fifths, Tuesday to Saturday.
        `,
      },
    ],
  },
  {
    workspace: 11,
    kind: 'pattern',
    title: 'A progress bar across the top of every form',
    author: by.callum,
    daysAgo: 322.4,
    state: 'retired',
    visibility: 'group',
    tags: ['forms', 'navigation', 'design system'],
    content: {
      problem: 'People asked how much longer a form would be. Managers asked for a progress bar.',
      solution: text`
        A bar with one dot for each section at the top of every page, filled in as you go, with the section names below it
        on wide screens.
      `,
      evidence: 'On two forms since last month. Colleagues like it. Not yet tested with residents.',
      adopt:
        'Take the partial and its stylesheet, and list your sections in the order in which people see them.',
      links: 'The code is in our forms repository, which is not public. Ask me for a copy.',
      licence: 'MIT',
    },
    edits: [
      {
        daysAgo: 170.5,
        reason: 'Retired, with what we learned, so that nobody has to find it out again',
        content: {
          evidence: text`
            **Why it is retired.** In three rounds of testing 2 of 16 people noticed it. On a phone it took up a fifth of the
            screen. With branches it jumped from 30% to 80%, or went backwards, and one person believed that they had lost
            their answers. Screen readers read all of it out on every page.

            Taking it out changed neither completion nor the time taken.
          `,
          adopt: text`
            Please do not. Instead:

            - make the form shorter, and ask only what you use
            - say at the start what people need to have with them and about how long it takes
            - use a [task list](https://design-system.service.gov.uk/components/task-list/) if there really are several
              separate parts, which people may do in any order
          `,
          links:
            '- [Question pages](https://design-system.service.gov.uk/patterns/question-pages/), GOV.UK Design System',
        },
      },
    ],
    replies: [
      {
        author: by.daniel,
        daysAgo: 169.8,
        body: 'Thank you for leaving it up rather than deleting it. I had one on my desk to build next week.',
      },
    ],
  },
  {
    workspace: 11,
    kind: 'guidance',
    title: 'House style for council tax letters',
    author: by.yasmin,
    daysAgo: 290.7,
    state: 'withdrawn',
    visibility: 'group',
    tags: ['content', 'council tax', 'letters'],
    content: {
      summary: 'One order for every letter about council tax, so that people learn where to look.',
      audience: 'Content designers and revenues teams',
      body: text`
        ## First line

        Say how much is owed and by when.

        ## Then

        Say how to pay, in order of what is easiest for the person.

        ## Last

        Say what happens otherwise, in plain words, and where to get help if they cannot pay.
      `,
    },
    edits: [
      {
        daysAgo: 96.4,
        reason: 'Where to get help has to come before what happens otherwise',
        content: {
          body: text`
            ## First line

            Say how much is owed and by when.

            ## Then

            Say how to pay, in order of what is easiest for the person. Say where to get help if they cannot pay, with a
            number where somebody answers.

            ## Last

            Say what happens otherwise, in plain words.
          `,
        },
      },
      {
        daysAgo: 96.2,
        reason: 'Withdrawn, and the summary says why',
        content: {
          summary: text`
            **Withdrawn.** It told people to put the amount owed in the first line, and in testing that made people stop
            reading. It is kept so that councils who used it can see why. New guidance will follow when it has been tested.
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'fear',
        author: by.imran,
        daysAgo: 110.5,
        body: text`
          We tried this for first reminders. In interviews, five of eight people put the letter down after the first line.
          Two of them had been entitled to a reduction, which was explained on page 2.
        `,
      },
      {
        answers: 'fear',
        author: by.yasmin,
        daysAgo: 96.3,
        body: text`
          That is important, thank you. I have put help further up, but I think it is the first line that is wrong. I am
          withdrawing it until we have something better that is tested.
        `,
      },
    ],
  },
];
