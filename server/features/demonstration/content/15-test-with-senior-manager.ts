import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const testWithSeniorManager: Written<DemonstrationTopic>[] = [
  {
    workspace: 15,
    kind: 'question',
    title: 'How do you get a cabinet member to use the service, and not to watch a demonstration?',
    author: by.siobhan,
    daysAgo: 77.6,
    state: 'answered',
    visibility: 'group',
    tags: ['members', 'senior managers', 'testing'],
    content: {
      service: 'Report a problem in the street',
      trying: text`
        The Standard says that the member or senior manager responsible should test the service from beginning to end. Ours
        are generous with their time and have been shown everything twice, by somebody else's hand on the mouse. I would
        like them to do it themselves, on their own phone, including what happens *after* "Thank you".
      `,
      tried: text`
        Putting it in the diary as "testing". It turned into a presentation, with a photograph.
      `,
    },
    replies: [
      {
        ref: 'case',
        author: by.amina,
        daysAgo: 77.3,
        body: text`
          Use something real from their own casework. Ours had an email from a resident about a broken street light. I said:
          "Could you report this one for him, here, on your phone, while I get the coffee?" I came back after six minutes.
          She was on page 3 and had things to say.
        `,
        accepted: true,
      },
      {
        answers: 'case',
        ref: 'after',
        author: by.siobhan,
        daysAgo: 77.0,
        body: 'That is very clever. And after "Thank you"?',
      },
      {
        answers: 'case',
        ref: 'after2',
        author: by.amina,
        daysAgo: 76.8,
        body: text`
          She got the same emails as any resident. Four days later she rang me to ask why it said "closed" when the light was
          still out. That call did more than any report of mine.
        `,
      },
      {
        ref: 'alone',
        author: by.daniel,
        daysAgo: 75.4,
        body: text`
          Make it one to one. Nobody important wants to be seen not finding a button by eight officers. I have a script of half
          an hour which I will post as a pattern.
        `,
        accepted: true,
      },
      {
        answers: 'alone',
        author: by.siobhan,
        daysAgo: 75.1,
        body: 'Yes, please. The eight officers were exactly the problem.',
      },
      {
        author: by.imran,
        daysAgo: 70.9,
        body: text`
          Speaking as the senior manager: send me the letter that residents get, by post, to my home, before the session. I
          found our own form by typing in what was on that letter. It took me three tries.
        `,
      },
    ],
  },
  {
    workspace: 15,
    kind: 'pattern',
    title: 'Half an hour with a director: a script for testing from beginning to end',
    author: by.daniel,
    daysAgo: 68.7,
    state: 'in-use',
    visibility: 'public',
    tags: ['senior managers', 'members', 'usability testing', 'scripts'],
    content: {
      problem: text`
        Senior people are shown services; they seldom use them. They approve what they have seen on a large screen, in the
        order in which it was meant to be seen, with nothing going wrong.
      `,
      solution: text`
        One person, one helper, one phone (theirs). No slides, and nobody else in the room.

        | minutes | what |
        | ---: | --- |
        | 0 to 3 | A card with a situation: "Your mother's Blue Badge runs out next month. She has asked you to renew it." |
        | 3 to 18 | They do it, from a search engine to "Thank you". You say nothing but "What are you thinking?" |
        | 18 to 23 | They open what a resident gets: the email, the letter, the text message |
        | 23 to 27 | They see the same case from the officer's side, on the officer's screen |
        | 27 to 30 | "What will you change first?" Write down the answer in their words and send it to them the same day |

        Use a real postcode and made-up people. Let one thing go wrong, on purpose, if nothing does by itself: the email in
        the junk folder, for example.
      `,
      evidence: text`
        With five directors and two cabinet members. All seven named something to change; five of those were changed within
        a month. That was the quickest that anything had ever been changed.
      `,
      adopt: text`
        1. Ask for half an hour, one to one, "to get your advice". Do not call it a test of them.
        2. Do it yourself the day before, on the same kind of phone.
        3. Have somebody ready to make the change. The worst outcome is a director with a good idea, and nobody to do it.
        4. Keep the note. It is your evidence for requirement 15.
      `,
      links: 'The cards are text. Ask me for them, or write your own: a person, a reason, a date.',
      licence: 'Open Government Licence v3.0',
    },
    replies: [
      {
        author: by.siobhan,
        daysAgo: 61.2,
        body: 'Done with our cabinet member for environment, who asked to do the next one with the officer present. Both of them learned something.',
      },
      {
        ref: 'wrong',
        author: by.jaspreet,
        daysAgo: 48.3,
        body: 'I was nervous about letting something go wrong on purpose. I need not have been: something did by itself.',
      },
      {
        answers: 'wrong',
        author: by.daniel,
        daysAgo: 48.1,
        body: 'It nearly always does. I have only hidden that email once.',
      },
      {
        author: by.amina,
        daysAgo: 20.6,
        body: 'Trying this with our chief executive and council tax next week. I have rehearsed being silent.',
      },
    ],
  },
  {
    workspace: 15,
    kind: 'question',
    title: 'Planning notices: who is the senior manager when a committee decides?',
    author: by.sophie,
    daysAgo: 4.8,
    state: 'open',
    visibility: 'group',
    tags: ['planning', 'members', 'decisions'],
    content: {
      service: 'Planning notices',
      trying: text`
        We have new planning notices that say in plain words what is proposed, where, and until when people may comment. I would
        like to test them with the "council member or senior manager responsible". Members of the planning committee have
        to keep an open mind about applications, and I do not want to put anybody into a difficult position.

        Who has tested planning services with members, and how did you choose the example?
      `,
      tried: text`
        Asked our monitoring officer, who said "not with a live application", which is fair and leaves the rest open.
      `,
    },
    replies: [
      {
        author: by.siobhan,
        daysAgo: 4.5,
        body: text`
          Use an application that was decided years ago, in a neighbouring borough, with the names changed. And ask the cabinet
          member rather than the committee, because they answer for the *service* and not for decisions. If you want committee
          members as well, let the monitoring officer read the card first.
        `,
      },
    ],
  },
];
