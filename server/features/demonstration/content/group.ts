import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

export const group: Written<DemonstrationTopic>[] = [
  {
    workspace: 'group',
    kind: 'guidance',
    title: 'How we work here',
    author: by.amina,
    daysAgo: 240.3,
    state: 'published',
    visibility: 'public',
    tags: ['about the group', 'welcome'],
    content: {
      summary:
        'Ask early, say what you tried, mark what helped, and come back to tell us how it went. That last part is what makes it worth reading for the next council.',
      audience: 'Everybody, and newcomers first of all',
      body: text`
        ## What goes where

        Each requirement of the Standard has a workspace. If your question fits two, choose the one where the people are who
        could answer it. This workspace is for the group itself: meetings, ideas for the site, who can help.

        | if you have | post | and then |
        | --- | --- | --- |
        | a problem | a **question** | mark the replies that solved it. There may be more than one. |
        | something you know | **guidance** | keep it up to date, or withdraw it |
        | something that works, which others could take | a **pattern** | add evidence as you get it. Bad news counts as evidence. |

        ## Public or for the group

        Patterns and guidance should be public unless there is a reason. Questions are up to you: people ask more openly when
        it is only us. Never post anything about a resident, or the name of a colleague who has not agreed.

        ## Manners

        - [x] Half-finished is welcome
        - [x] "We tried that and it did not work" is welcome
        - [x] So is "me too": it shows how many councils have the problem
        - [ ] Selling something is not

        Suppliers are not the enemy. Say what a product did and did not do for you, fairly, and as you would if they could
        read it.

        ## When something goes wrong

        Tell a coordinator. We give a reason for everything that we move, close or take down, and it can be undone.
      `,
    },
    edits: [
      {
        daysAgo: 132.0,
        reason: 'Added the paragraph on suppliers, as agreed at our last meeting',
        content: {
          summary:
            'Ask early, say what you tried, mark what helped, and come back to tell us how it went. That last part is what makes it worth reading for the next council. Be fair about suppliers.',
        },
      },
    ],
    replies: [
      {
        author: by.james,
        daysAgo: 226.5,
        body: 'As one of the people here who are not "digital": thank you for "half-finished is welcome". I would not have posted otherwise.',
      },
      {
        author: by.mehmet,
        daysAgo: 31.4,
        body: 'I came back to tell you how it went, as instructed: it is in the Blue Badge question in workspace 1.',
      },
    ],
  },
  {
    workspace: 'group',
    kind: 'question',
    title: 'Which requirement shall we take at the next meeting?',
    author: by.amina,
    daysAgo: 9.9,
    state: 'open',
    visibility: 'group',
    tags: ['meetings', 'agenda'],
    content: {
      trying: text`
        Our next meeting is in about three weeks. As always one requirement gets most of the time, and the rest of the
        afternoon is for whatever gets the most dots on the day.

        **Which requirement, and what would you bring?** An example from your own council is worth more than a talk.
      `,
      tried: text`
        The last three were 6 (user data), 10 (succeed first time) and 12 (everyone). We have never done 9 or 15.
      `,
    },
    replies: [
      {
        ref: 'nine',
        author: by.kwame,
        daysAgo: 9.7,
        body: '9, being offline. I would bring an outage around a table. We could do a real one in forty minutes, with all of you as the council.',
      },
      {
        answers: 'nine',
        author: by.sophie,
        daysAgo: 9.6,
        body: 'Yes to 9. I will bring our plan and let you find the holes.',
      },
      {
        answers: 'nine',
        author: by.eleni,
        daysAgo: 9.5,
        body: '9 as well. I bring the paper form from 2011.',
      },
      {
        ref: 'thirteen',
        author: by.imran,
        daysAgo: 8.8,
        body: '13, and in particular what a case costs. Chidinma and I could show three lines for change of address, and ask everybody to fill in theirs.',
      },
      { answers: 'thirteen', author: by.ruth, daysAgo: 8.7, body: '13 for me.' },
      {
        answers: 'thirteen',
        author: by.chidinma,
        daysAgo: 8.5,
        body: '13, though I would be happy to do it as the short one if 9 is the long one. It needs people to measure something *before* they come.',
      },
      {
        answers: 'nine',
        author: by.martha,
        daysAgo: 7.9,
        body: '9. I have wanted to play Kwame’s game for a year.',
      },
      {
        author: by.rezaul,
        daysAgo: 7.2,
        body: 'Could we meet somewhere with a step-free way in this time? The last room had three steps and a bell.',
      },
      {
        ref: 'room',
        author: by.amina,
        daysAgo: 7.0,
        body: text`
          Rezaul, I am sorry, we should have checked. The next room is step-free from the street, with a hearing loop; I went to
          see it this morning. From now on that comes first on the list for every meeting.
        `,
      },
      {
        answers: 'room',
        author: by.rezaul,
        daysAgo: 6.9,
        body: 'Thank you. That matters to more people than will say so.',
      },
      {
        author: by.siobhan,
        daysAgo: 5.1,
        body: '15 one day, please, but not in the same month as our budget meetings. 9 for now.',
      },
      {
        ref: 'count',
        author: by.amina,
        daysAgo: 2.2,
        body: text`
          As it stands:

          | requirement | for it | brings something |
          | --- | ---: | --- |
          | 9 Being offline | 5 | Kwame, Sophie, Eleni |
          | 13 Indicators | 3 | Imran, Chidinma |

          So 9 has the long slot and 13 the short one, unless there is an uproar by Friday. I will send the invitation then.
        `,
      },
      {
        answers: 'count',
        author: by.imran,
        daysAgo: 1.9,
        body: 'No uproar from 13. I will ask everybody to time five cases beforehand.',
      },
      {
        answers: 'count',
        author: by.grace,
        daysAgo: 0.6,
        body: 'Both, please. I am bringing a colleague from enforcement, for the part about "we will not give you a ticket".',
      },
    ],
  },
  {
    workspace: 'group',
    kind: 'question',
    title: 'Who could sit on a panel that looks at another council’s service?',
    author: by.amina,
    daysAgo: 21.7,
    state: 'open',
    visibility: 'group',
    tags: ['assessments', 'panels'],
    content: {
      trying: text`
        Three councils would like a friendly panel to look at a service against the Standard before our summit. A panel is
        three people from other councils and takes half a day, with an hour of reading beforehand and an hour of writing
        after.

        Could you sit on one? Which requirements would you feel able to ask about?
      `,
      tried:
        'We did two last year. What people valued most was being asked good questions by somebody who does the same work.',
    },
    replies: [
      { author: by.linh, daysAgo: 21.4, body: 'Yes: 8, 10 and 11. Not Thursdays.' },
      {
        author: by.priya,
        daysAgo: 21.1,
        body: 'Yes, for 6. I promise to ask what you need and not what you have forgotten.',
      },
      {
        ref: 'new',
        author: by.mehmet,
        daysAgo: 19.5,
        body: 'I have never done anything like it, and I am not a digital person. Is there a use for somebody who runs a service?',
      },
      {
        answers: 'new',
        author: by.amina,
        daysAgo: 19.3,
        body: text`
          You are exactly who has been missing. You will ask "and what happens on the day when this person is on leave?", and
          nobody else would. Come as a third, next to two who have done it before.
        `,
      },
      {
        author: by.tom,
        daysAgo: 12.8,
        body: 'Yes: 5, 7 and 8. I would like to see the questions that panels used last year, if somebody has kept them.',
      },
    ],
  },
  {
    workspace: 'group',
    kind: 'question',
    title: 'Can we have a list of who knows about what?',
    author: by.ruth,
    daysAgo: 115.7,
    state: 'answered',
    visibility: 'group',
    tags: ['about the group', 'skills'],
    content: {
      trying: text`
        When I need somebody who has done a thing before, I ask Amina, and she knows. That does not scale, and she has
        holidays.
      `,
      tried: 'The spreadsheet from our first meeting. Half of the people in it have changed jobs.',
    },
    replies: [
      {
        ref: 'profile',
        author: by.tom,
        daysAgo: 115.2,
        body: text`
          It is on your own page here: "What I can help with", a line for each requirement. Those lines show in each workspace
          under "Who knows about this". It stays true because everybody looks after their own.
        `,
        accepted: true,
      },
      {
        answers: 'profile',
        author: by.ruth,
        daysAgo: 115.0,
        body: 'I have filled mine in. Everybody else: it takes two minutes, and it gives Amina her holidays back.',
      },
      { author: by.amina, daysAgo: 114.8, body: 'Seconded, from the beach.' },
    ],
  },
];
