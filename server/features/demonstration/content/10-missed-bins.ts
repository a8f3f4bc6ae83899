import type { DemonstrationTopic, Written } from '../shape.ts';
import * as by from './addresses.ts';
import { text } from './text.ts';

/** The liveliest thread: long enough to have more than one page, with branches. */
export const missedBins: Written<DemonstrationTopic> = {
  workspace: 10,
  kind: 'question',
  title: 'Missed bins: how do you stop people reporting a bin that was not missed?',
  author: by.jaspreet,
  daysAgo: 38.4,
  state: 'answered',
  visibility: 'public',
  tags: ['waste', 'missed bins', 'forms', 'channel shift'],
  content: {
    service: 'Report a missed collection',
    trying: text`
      Missed collections are our most used form. When crews go back, about 4 in 10 bins turn out not to have been missed:
      the street had not been done yet, the bin was not out, it was the wrong week, or the crew had tagged it because
      there was something in it that should not be.

      I want people who *have* been missed to succeed first time, and the others to find out why **without** filling in a
      form and waiting two days for a van.
    `,
    tried: text`
      - A page before the form with six reasons why it may not be missed. Nobody reads it; they press "Continue".
      - Not allowing reports before 4pm. Calls at 4pm went up a lot.
      - Asking "Was your bin out by 6am?" with a box to tick. Everybody's bin was out by 6am.
    `,
  },
  replies: [
    {
      ref: 'data',
      author: by.sophie,
      daysAgo: 38.2,
      body: text`
        What do you know at the moment when somebody opens the form? If the crew's tablets report street by street, you can
        answer most of it yourself, before asking anything but the address.
      `,
    },
    {
      answers: 'data',
      ref: 'tablets',
      author: by.jaspreet,
      daysAgo: 38.1,
      body: text`
        We know which streets are finished, about 40 minutes late. We know tags (contaminated, not out, blocked) for about
        80% of properties where they apply. It depends on the crew.
      `,
    },
    {
      answers: 'tablets',
      ref: 'forty',
      author: by.sophie,
      daysAgo: 38.0,
      body: 'Forty minutes late and 80% would be more than enough to start with. Most people are honest when you tell them something true.',
    },
    {
      answers: 'forty',
      ref: 'true',
      author: by.yasmin,
      daysAgo: 37.8,
      body: 'I like "tell them something true" as a design principle. It beats "Please note that".',
    },
    {
      ref: 'first',
      author: by.grace,
      daysAgo: 37.6,
      body: text`
        We turned it round. The start page does not say "Report a missed bin". It says **"Check your bin collection"**, asks
        for the address and then shows one of five things:

        1. Your street has not been done yet today. We will know by 4pm. *Send me a text when it is done.*
        2. It is not your day. Your next collection is on Thursday: recycling.
        3. The crew could not take it, because… *What to do now.*
        4. Your street is delayed until tomorrow. Leave it out.
        5. Your street is done and we have no reason recorded. **Report it** (three questions).

        Only number 5 has the form. About half of the people never get that far, and they leave with an answer.
      `,
      accepted: true,
    },
    {
      answers: 'first',
      ref: 'text',
      author: by.mehmet,
      daysAgo: 37.5,
      body: 'The text message in number 1 is lovely. How many people ask for it?',
    },
    {
      answers: 'text',
      ref: 'textnumber',
      author: by.grace,
      daysAgo: 37.4,
      body: 'About one in six of those who see it. Those people hardly ever report. They only wanted to know whether to bring the bin in.',
    },
    {
      answers: 'textnumber',
      ref: 'bringin',
      author: by.rezaul,
      daysAgo: 37.2,
      body: text`
        That fits what older residents tell me. It is not about the rubbish, it is "is it all right to leave my gate open and
        go to the doctor's".
      `,
    },
    {
      answers: 'bringin',
      author: by.nia,
      daysAgo: 37.1,
      body: 'There is a user need for the wall: *I need to know when the lorry has been so that I can get on with my day.*',
    },
    {
      answers: 'first',
      ref: 'wrong',
      author: by.marlon,
      daysAgo: 36.9,
      body: text`
        What happens in number 3 when the crew was wrong? From my side this is the call nobody wants: "your man says it was
        not out, and I was *standing next to it*".
      `,
    },
    {
      answers: 'wrong',
      ref: 'disagree',
      author: by.grace,
      daysAgo: 36.8,
      body: text`
        There is a button, "That is not what happened", and it goes to the form as number 5 does. We never make anybody argue
        with a page. It is used by about 8% of those who see number 3, so mostly crews are right, and where they are not we
        can see which round.
      `,
    },
    {
      answers: 'disagree',
      ref: 'round',
      author: by.marlon,
      daysAgo: 36.7,
      body: text`
        "We never make anybody argue with a page" is going on the wall of my contact centre. Do you tell crews about the
        ones that were disputed?
      `,
    },
    {
      answers: 'round',
      ref: 'crews',
      author: by.grace,
      daysAgo: 36.5,
      body: text`
        The supervisor gets the list once a week: the round, how many, no names. It started as a stick and that was a mistake,
        because crews stopped recording tags at all for two weeks. Now it is "where is the app making you choose the wrong
        reason?" and they tell us.
      `,
    },
    {
      answers: 'crews',
      author: by.martha,
      daysAgo: 36.3,
      body: 'Crews are users, too. I wish I had understood that before our first release.',
    },
    {
      ref: 'no-data',
      author: by.james,
      daysAgo: 36.1,
      body: 'From a different service, so forgive the question: what can a council do that has no tablets in its lorries?',
    },
    {
      answers: 'no-data',
      ref: 'paper',
      author: by.ruth,
      daysAgo: 35.8,
      body: text`
        We had none until last year. The depot rang in twice a day with the streets that were *not* done, somebody typed
        them into a shared list, and the website read the list. It was one person's job for ten minutes. It covered numbers
        1, 2 and 4 of Grace's five.
      `,
    },
    {
      answers: 'paper',
      ref: 'list',
      author: by.tom,
      daysAgo: 35.7,
      body: text`
        A shared list that a website reads is a perfectly good system. If anybody wants to do the same, four columns are
        enough:

        ~~~csv
        date,usrn,state,until
        2024-05-01,8400101,not-done,2024-05-02
        2024-05-01,8400102,delayed,2024-05-03
        ~~~

        Use the street's USRN and not its name. There are three Church Roads in most boroughs.
      `,
    },
    {
      answers: 'list',
      author: by.ruth,
      daysAgo: 35.5,
      body: 'Two, in ours. We learned that in week one.',
    },
    {
      ref: 'flats',
      author: by.linh,
      daysAgo: 34.9,
      body: text`
        Please think of flats. In a block the bins are in a locked room and *nobody* who lives there knows whether they were
        put out. Our form asked "Was your bin out by 6am?" and people in flats could not answer honestly, and so could not
        go on.
      `,
    },
    {
      answers: 'flats',
      ref: 'flats2',
      author: by.jaspreet,
      daysAgo: 34.8,
      body: 'Nearly half of our households are in flats, and I am embarrassed. What do you ask them?',
    },
    {
      answers: 'flats2',
      ref: 'flats3',
      author: by.linh,
      daysAgo: 34.6,
      body: text`
        "Are the bins full?", "Is the door to the bin room locked?", and, if they know it, the name of the managing agent.
        The UPRN tells us that it is a flat, so they never see the 6am question. The report goes to whoever holds the key,
        which quite often is not us.
      `,
    },
    {
      answers: 'flats3',
      author: by.agnieszka,
      daysAgo: 34.4,
      body: text`
        Careful: a UPRN knows about a flat only if your gazetteer does. Converted houses are often still one property there.
        Let people say "I live in a flat" as well.
      `,
    },
    {
      ref: 'listen',
      author: by.marlon,
      daysAgo: 33.7,
      body: text`
        Before changing anything I would listen to twenty calls. I did this today with our last twenty "missed bin" calls, and
        made a list:

        | why they rang | calls |
        | --- | ---: |
        | had already reported it online and nobody had come | 7 |
        | wanted to know whether it would still come today | 5 |
        | it really was missed, first contact | 4 |
        | wrong week after a bank holiday | 3 |
        | somebody had taken their bin | 1 |

        The biggest group is people for whom the *form worked* and the service did not.
      `,
      accepted: true,
    },
    {
      answers: 'listen',
      ref: 'seven',
      author: by.chidinma,
      daysAgo: 33.5,
      body: text`
        This is why I do not trust "online completion" for reporting services. Those seven all count as successes in our
        figures. Could you count **reports for which the same address gets in touch again within five days**? It is one join.
      `,
    },
    {
      answers: 'seven',
      ref: 'again',
      author: by.jaspreet,
      daysAgo: 33.2,
      body: text`
        I asked for it this afternoon. It is 31%. I need to sit down.
      `,
    },
    {
      answers: 'again',
      ref: 'kind',
      author: by.chidinma,
      daysAgo: 33.0,
      body: 'Don’t be downhearted: you now have a number that moves when things get better. Ours was higher when we started.',
    },
    {
      answers: 'kind',
      author: by.imran,
      daysAgo: 32.8,
      body: 'She is being kind. Ours was much higher.',
    },
    {
      answers: 'listen',
      ref: 'holiday',
      author: by.callum,
      daysAgo: 32.4,
      body: text`
        For the bank holidays: publish the collections as a calendar that people can subscribe to (\`.ics\`). When the days
        move, the calendar on their phone moves. It took an afternoon, because the data was there already.
      `,
    },
    {
      answers: 'holiday',
      ref: 'ics',
      author: by.martha,
      daysAgo: 32.1,
      body: 'How do people find it? I would expect three people to use that, all of them in this thread.',
    },
    {
      answers: 'ics',
      ref: 'ics2',
      author: by.callum,
      daysAgo: 32.0,
      body: text`
        "Add to your calendar", on the page that shows their next collection. Around 6,000 addresses so far. I did not expect
        it either.
      `,
    },
    {
      answers: 'ics2',
      author: by.martha,
      daysAgo: 31.9,
      body: 'I take it all back.',
    },
    {
      ref: 'photo',
      author: by.eleni,
      daysAgo: 30.3,
      body: 'Does anybody ask for a photograph? Our contractor would like us to.',
    },
    {
      answers: 'photo',
      ref: 'photo2',
      author: by.seun,
      daysAgo: 30.1,
      body: text`
        We tried it as an optional step. People who could not take one thought that their report would count for less, and two
        people in testing went outside in the rain in their slippers. We took it out.
      `,
    },
    {
      answers: 'photo2',
      author: by.eleni,
      daysAgo: 29.9,
      body: 'I will pass on the slippers. Thank you.',
    },
    {
      ref: 'assisted',
      author: by.rezaul,
      daysAgo: 27.6,
      body: text`
        One more group: assisted collections, where the crew fetches the bin from the door because somebody cannot move it. For
        them a missed bin is a different thing. They cannot put it out "for tomorrow". Can your form know?
      `,
    },
    {
      answers: 'assisted',
      ref: 'assisted2',
      author: by.jaspreet,
      daysAgo: 27.4,
      body: text`
        We have the list of assisted addresses, so yes. But I should not show anybody who types in an address that a person
        there needs help.
      `,
    },
    {
      answers: 'assisted2',
      ref: 'assisted3',
      author: by.priya,
      daysAgo: 27.3,
      body: text`
        Well spotted. Do not show it, do not change the questions because of it, and do not make the answer faster in a way
        that somebody could notice. Use it *after* the report is in: put it at the top of the crew's list.
      `,
    },
    {
      answers: 'assisted3',
      author: by.rezaul,
      daysAgo: 27.1,
      body: 'Perfect. And please ring them rather than sending a text. Many of them have a landline.',
    },
    {
      ref: 'prototype',
      author: by.jaspreet,
      daysAgo: 20.5,
      body: text`
        Where we are, three weeks on. We have a prototype of "Check your bin collection" with Grace's five answers, and tested
        it with six people yesterday:

        - [x] 6 of 6 found out what happened to their bin, without help
        - [x] 5 of 6 did not need the form, and said so
        - [ ] 2 of 6 did not see that they could disagree
        - [ ] Nobody understood "contamination"

        I have marked two answers: Grace's, because it is what we are building, and Marlon's, because without it we would have
        built that and left the 31% as they were.
      `,
    },
    {
      answers: 'prototype',
      ref: 'contamination',
      author: by.yasmin,
      daysAgo: 20.3,
      body: text`
        "There was something in your recycling that we cannot recycle" and then, if the crew recorded it, *what*: "a nappy",
        "food", "a black bag". No one has ever contaminated anything on purpose.
      `,
    },
    {
      answers: 'contamination',
      author: by.jaspreet,
      daysAgo: 20.2,
      body: 'In the prototype by lunchtime. Thank you.',
    },
    {
      answers: 'prototype',
      ref: 'disagree2',
      author: by.linh,
      daysAgo: 19.8,
      body: text`
        On the two who did not see it: is "That is not what happened" a link below the advice? Make it a proper button, beside
        the main one. Disagreeing should not be a secret.
      `,
    },
    {
      answers: 'disagree2',
      author: by.jaspreet,
      daysAgo: 12.6,
      body: 'It was. Now it is. 5 of 5 this week.',
    },
    {
      ref: 'live',
      author: by.jaspreet,
      daysAgo: 3.2,
      body: text`
        Live for one depot since Monday. It is far too soon for figures, but the contact centre rang to ask whether the form was
        broken, because it was so quiet.
      `,
    },
    {
      answers: 'live',
      ref: 'pattern',
      author: by.amina,
      daysAgo: 2.9,
      body: text`
        Wonderful. When you have a month of it, would you write it up as a pattern, with Grace? Four councils have said at the
        last two meetings that they would take it.
      `,
    },
    {
      answers: 'pattern',
      author: by.grace,
      daysAgo: 2.7,
      body: 'Gladly. Jaspreet, half an hour next week?',
    },
    {
      author: by.hetal,
      daysAgo: 0.3,
      body: text`
        Late to this, and I have just read all of it over lunch. One thing I could not find: do you still take reports by phone
        for people who have used the page and got one of answers 1 to 4? Our members will ask that first.
      `,
    },
  ],
};
