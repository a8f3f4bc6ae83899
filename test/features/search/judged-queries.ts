import type { JudgedQuery } from '../../../bench/search/judge.ts';

/** What an officer might type, and the titles of the demonstration that answer it, judged by reading. */
export const judgedQueries: JudgedQuery[] = [
  {
    kind: 'keyword',
    query: 'blue badge research',
    relevant: ['How do you find people to talk to about Blue Badge renewals?'],
  },
  {
    kind: 'keyword',
    query: 'consent form easy read',
    relevant: ['A research consent form in plain English, with an easy read version'],
  },
  { kind: 'keyword', query: 'G-Cloud', relevant: ['Buying on G-Cloud: a checklist for small services'] },
  {
    kind: 'keyword',
    query: 'UPRN flats',
    relevant: ['Address lookup that keeps the UPRN, and copes with flats'],
  },
  {
    kind: 'question',
    query: 'how do we stop people reporting bins that were not missed',
    relevant: ['Missed bins: how do you stop people reporting a bin that was not missed?'],
  },
  {
    kind: 'question',
    query: 'what should we pay people who take part in research',
    relevant: ['What do you give people for an hour of their time?'],
  },
  {
    kind: 'question',
    query: 'can we look at council tax records instead of asking for proof of address',
    relevant: ['Can we use council tax records to check an address without asking for a document?'],
  },
  {
    kind: 'question',
    query: 'who runs a service that belongs to two directorates',
    relevant: ['Who is the service manager when two directorates own half the service each?'],
  },
  {
    kind: 'phrase',
    query: 'test payments without real money',
    relevant: ['How do you test payments from end to end without taking real money?'],
  },
  {
    kind: 'phrase',
    query: 'what we changed page',
    relevant: ['A public “What we changed” page for each service'],
  },
  {
    kind: 'typo',
    query: 'retrospectivs',
    relevant: ['Retrospectives when half the team is in another building'],
  },
  { kind: 'typo', query: 'channel shfit', relevant: ['Channel shift without hiding the phone number'] },
  {
    kind: 'abbreviation',
    query: 'DPIA',
    relevant: ['A data protection impact assessment in an afternoon: begin with the data flow'],
  },
  {
    kind: 'synonym',
    query: 'software procurement options',
    relevant: [
      'Buy, build, reuse or share: the choice on one page',
      'Buying on G-Cloud: a checklist for small services',
    ],
  },
  {
    kind: 'synonym',
    query: 'multidisciplinary team roles one person',
    relevant: ['The roles a service needs, and which ones one person can hold'],
  },
  {
    kind: 'exact name',
    query: 'Open311',
    relevant: ['Open311 or something simpler for passing street reports to a contractor?'],
  },
];
