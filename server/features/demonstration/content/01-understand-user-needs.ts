import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const understandUserNeeds: Written<DemonstrationTopic>[] = [
  {
    workspace: 1,
    kind: 'question',
    title: 'How do you find people to talk to about Blue Badge renewals?',
    author: by.mehmet,
    daysAgo: 63.4,
    state: 'answered',
    visibility: 'public',
    tags: ['blue badge', 'user research', 'recruitment'],
    content: {
      service: 'Blue Badge renewals',
      trying: text`
        We want to understand why about a third of people who renew a Blue Badge send us everything again, although
        we already hold most of it. Before we change the form I would like to talk to 8 to 10 people who renewed in
        the last six months, and to a few who gave up.

        I run the team that decides applications. We have never done user research ourselves.
      `,
      tried: text`
        - A line at the end of the decision letter asking people to email us. Two replies in a month, both from people
          who wanted to complain about something else.
        - Asking for volunteers at the customer service centre. People there were not renewing, they were collecting.
        - Ringing people from our own list. Our information governance colleagues asked us to stop, because nobody had
          said we could use their number for that.
      `,
    },
    replies: [
      {
        ref: 'adviser',
        author: by.marlon,
        daysAgo: 63.1,
        body: text`
          Ask your advisers first. Somebody who rings to say "I have filled in your form and I don't know whether it
          went" is exactly who you want, and they are on the phone already. We gave advisers one sentence:

          > We are trying to make this form better. Would you be happy for a colleague to ring you for twenty minutes
          > about how it went? You can say no and it makes no difference to your application.

          They write down the name, the number, and *that the person said yes*. We had 11 people in nine working days.
        `,
        accepted: true,
      },
      {
        answers: 'adviser',
        ref: 'script',
        author: by.mehmet,
        daysAgo: 62.2,
        body: 'That is so much simpler than anything we thought of. Did advisers mind? Ours are measured on how long a call takes.',
      },
      {
        answers: 'script',
        ref: 'measured',
        author: by.marlon,
        daysAgo: 62.1,
        body: text`
          Ours are as well. I took those calls out of the average for the two weeks, and said so at the team meeting.
          Most of them were glad that somebody wanted to know: they had been telling us about that form for two years.
        `,
      },
      {
        ref: 'consent',
        author: by.nia,
        daysAgo: 61.6,
        body: text`
          Marlon's way is the quickest for now. For the long run, put the question into the service itself, on the page
          that says the application has been sent:

          1. "Would you be willing to help us improve this service?" Yes / No, nothing ticked beforehand.
          2. If yes: how shall we get in touch, and how often at most.
          3. A sentence that says what we keep, for how long, and how to be taken off the list.

          That gives you consent for research that is separate from the application, which is what your information
          governance people need to see. Keep the list apart from the case system, so that nobody who decides a case
          can see who spoke to you.

          People who gave up never reach that page, so you still need advisers, community groups or a leaflet for them.
        `,
        accepted: true,
      },
      {
        answers: 'consent',
        author: by.priya,
        daysAgo: 60.9,
        body: text`
          Agreeing with Nia from the data protection side. Two things to add:

          - Health details come up in these conversations whether you ask or not. Decide beforehand what the note taker
            writes down. "Uses a wheelchair, renewing for the third time" is usually enough; a diagnosis is not needed.
          - Set the date on which the list is emptied **before** you start it.
        `,
      },
      {
        author: by.rezaul,
        daysAgo: 58.3,
        body: text`
          For the people who gave up: carers' groups and stroke clubs. I would not ask them to send people to you. Ask
          whether you may come for the tea and sit with whoever wants to talk. Bring a paper form and watch where the
          pen stops.
        `,
      },
      {
        author: by.mehmet,
        daysAgo: 31.5,
        body: text`
          An update, since people were kind enough to answer. We spoke to nine people in three weeks: six through
          advisers, three at a carers' group. What we had believed was wrong. People know that we hold their details.
          They send everything again **because the letter says "you must provide evidence"** and they are frightened
          of losing the badge.

          So the first change is to the letter and not to the form.
        `,
        edit: {
          daysAgo: 31.2,
          body: text`
            An update, since people were kind enough to answer. We spoke to nine people in three weeks: six through
            advisers, three at a carers' group. What we had believed was wrong. People know that we hold their details.
            They send everything again **because the letter says "you must provide evidence"** and they are frightened
            of losing the badge.

            So the first change is to the letter and not to the form. I will post the new wording when we have seen
            whether it works.
          `,
        },
      },
      {
        author: by.yasmin,
        daysAgo: 30.8,
        body: 'That last sentence should be on a poster. Happy to look at the letter with you before it goes out.',
      },
    ],
  },
  {
    workspace: 1,
    kind: 'guidance',
    title: 'Writing user needs that a service team will use',
    author: by.nia,
    daysAgo: 141.2,
    state: 'published',
    visibility: 'public',
    tags: ['user needs', 'user research', 'writing'],
    content: {
      summary:
        'A user need says what somebody is trying to do and why, in words they would recognise. It never mentions a form, a portal or a department.',
      audience: 'Service managers, business analysts and anybody writing user stories for the first time',
      body: text`
        ## The shape

        > As a … I need to … so that …

        It is only useful if each part comes from something you heard or saw. If you cannot name the conversation, it
        is a guess, and you should mark it as one.

        | written at a desk | after talking to people |
        | --- | --- |
        | As a resident I need an online portal | As somebody who has just moved, I need to know which bin goes out this week so that my rubbish is taken |
        | As a customer I need to upload documents | As a carer, I need to prove that I act for my mother so that the council will talk to me |
        | As a user I need a confirmation email | As a parent, I need to be sure my application has arrived before the deadline so that I can stop worrying |

        ## A test for each one

        - Would the person recognise it as theirs, in these words?
        - Does it stay true if we change the technology?
        - Do we know how we would see that it is met?

        ## Where to keep them

        On the wall of the team, or the first page of the shared folder. Not in an appendix. Number them, so that every
        story in the backlog can say which need it serves. A story that serves none is worth an argument.
      `,
    },
    edits: [
      {
        daysAgo: 97.5,
        reason: 'Added needs that are about feelings, after the discussion below',
        content: {
          body: text`
            ## The shape

            > As a … I need to … so that …

            It is only useful if each part comes from something you heard or saw. If you cannot name the conversation,
            it is a guess, and you should mark it as one.

            | written at a desk | after talking to people |
            | --- | --- |
            | As a resident I need an online portal | As somebody who has just moved, I need to know which bin goes out this week so that my rubbish is taken |
            | As a customer I need to upload documents | As a carer, I need to prove that I act for my mother so that the council will talk to me |
            | As a user I need a confirmation email | As a parent, I need to be sure my application has arrived before the deadline so that I can stop worrying |

            ## A test for each one

            - Would the person recognise it as theirs, in these words?
            - Does it stay true if we change the technology?
            - Do we know how we would see that it is met?

            ## Needs that are about feelings

            "So that I can stop worrying" is a real end to a need. Many of our services deal with people on a bad day.
            Write down what they are afraid of, and check in testing whether the page made it better or worse.

            ## Where to keep them

            On the wall of the team, or the first page of the shared folder. Not in an appendix. Number them, so that
            every story in the backlog can say which need it serves. A story that serves none is worth an argument.
          `,
        },
      },
    ],
    replies: [
      {
        ref: 'feelings',
        author: by.marlon,
        daysAgo: 99.4,
        body: text`
          The last line of the table is the one I would frame. Half of our calls are from people who did everything
          right and only want somebody to tell them so. Could the guidance say more about that?
        `,
      },
      {
        answers: 'feelings',
        author: by.nia,
        daysAgo: 97.4,
        body: 'It does now. Thank you, I have added a section.',
      },
      {
        author: by.eleni,
        daysAgo: 42.7,
        body: text`
          We used the table in a workshop last week: printed the left column, and asked the repairs team to write the
          right one from calls they remembered. It took forty minutes and we threw away 60 of 85 "requirements".
        `,
      },
    ],
  },
  {
    workspace: 1,
    kind: 'pattern',
    title: 'A research consent form in plain English, with an easy read version',
    author: by.seun,
    daysAgo: 178.9,
    state: 'in-use',
    visibility: 'public',
    tags: ['user research', 'consent', 'easy read', 'privacy'],
    content: {
      problem: text`
        Our consent form was two pages from legal. People signed it without reading, which is not consent. Some people
        saw a council form with a signature box and decided not to talk to us at all.
      `,
      solution: text`
        One side of paper, read aloud together before anything starts, with five statements and a box for each:

        - [ ] I know what this is about and could ask questions
        - [ ] I know I can stop whenever I want, and do not need to say why
        - [ ] I know that taking part makes no difference to any service I get
        - [ ] I am happy for you to take notes
        - [ ] I am happy for you to record my voice (you can say no to this one and still take part)

        Under it: who we are, one phone number, the date on which notes and recordings are deleted. The easy read
        version has the same five statements with pictures, two on a page. A copy stays with the person.
      `,
      evidence: text`
        Used in 46 sessions on four services. Before, 5 of 20 people said they did not know what happened to the
        recording when we asked them afterwards; with this form, 1 of 22. Three people said no to the recording and
        stayed to talk, which the old form did not allow.

        Our data protection officer has approved it for research that does not ask about health or immigration.
      `,
      adopt: text`
        1. Change the contact details and the deletion date. Keep the five statements.
        2. Show it to your data protection officer, together with where you will keep notes and recordings.
        3. Read it aloud yourself once before the first session. If you stumble over a sentence, rewrite it.
        4. For research with children, or with people who may lack capacity to decide, this form is not enough.
      `,
      links: text`
        - [Getting informed consent for user research](https://www.gov.uk/service-manual/user-research/getting-users-consent-for-research), GOV.UK Service Manual
      `,
      licence: 'Open Government Licence v3.0',
    },
    replies: [
      {
        author: by.nia,
        daysAgo: 110.2,
        body: 'Taken for our panel sessions. We added "You will get your voucher even if you stop early", because two people asked.',
      },
      {
        ref: 'languages',
        author: by.rezaul,
        daysAgo: 74.6,
        body: text`
          Has anybody translated it? I could use it in Bengali and Somali. We have volunteers who would do it, but I
          would rather not have six versions going round.
        `,
      },
      {
        answers: 'languages',
        author: by.seun,
        daysAgo: 73.9,
        body: text`
          We have Turkish. If you do Bengali and Somali, send them to me and I will keep the set together here. One
          piece of advice: have a second person translate it *back* into English. Ours came back the first time as
          "you are not permitted to stop".
        `,
      },
      {
        author: by.daniel,
        daysAgo: 12.1,
        body: 'We use the easy read version for everybody now. Nobody has ever complained that a form was too easy to read.',
      },
    ],
  },
];
