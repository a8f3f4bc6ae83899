import type { DemonstrationPerson, Written } from '../shape.ts';
import * as by from './addresses.ts';

export const people: Written<DemonstrationPerson>[] = [
  {
    email: by.amina,
    name: 'Amina Rahman',
    job: 'Head of digital services',
    council: 'camden',
    role: 'coordinator',
    coordinates: 'all',
    workingOn: 'Bringing parking, waste and council tax accounts behind one sign-in',
    helpsWith: [
      {
        requirement: 2,
        line: 'Making the case for a permanent team, and what to say when the money is for a project',
      },
      { requirement: 15, line: 'What directors and cabinet members want to see, and when to show them' },
    ],
  },
  {
    email: by.daniel,
    name: 'Daniel Okafor',
    job: 'Service designer',
    council: 'camden',
    workingOn: 'Mapping how a repair goes from first phone call to finished job',
    helpsWith: [
      { requirement: 3, line: 'Running a discovery in six weeks with people who have day jobs' },
      { requirement: 15, line: 'Scripts for walking a senior manager through a service from end to end' },
    ],
  },
  {
    email: by.seun,
    name: 'Seun Adeyemi',
    job: 'User researcher',
    council: 'hackney',
    workingOn: 'Talking to private renters about reporting damp and mould',
    helpsWith: [
      {
        requirement: 1,
        line: 'Consent forms, and research with people who have good reasons not to trust us',
      },
      { requirement: 14, line: 'A monthly round of research that does not depend on one person' },
    ],
  },
  {
    email: by.martha,
    name: 'Martha Lindqvist',
    job: 'Delivery manager',
    council: 'hackney',
    workingOn: 'Two teams, one backlog: licensing and markets',
    helpsWith: [
      { requirement: 3, line: 'Agile for teams that are also answering the phones' },
      { requirement: 4, line: 'Releasing small changes often, and stopping safely when one goes wrong' },
    ],
  },
  {
    email: by.yasmin,
    name: 'Yasmin Begum',
    job: 'Content designer',
    council: 'lambeth',
    workingOn: 'Rewriting council tax reminders so that people open them',
    helpsWith: [
      {
        requirement: 10,
        line: 'Pair writing with the people who know the law and the people who answer the calls',
      },
      { requirement: 11, line: 'Fitting the GOV.UK style guide to a council that has one of its own' },
    ],
  },
  {
    email: by.marlon,
    name: 'Marlon Campbell',
    job: 'Customer services manager',
    council: 'lambeth',
    workingOn: 'A phone line for people who started online and got stuck',
    helpsWith: [
      {
        requirement: 12,
        line: 'Assisted digital from the contact centre: what advisers need on their screens',
      },
      { requirement: 10, line: 'Listening in: what calls tell you about a form' },
    ],
  },
  {
    email: by.priya,
    name: 'Priya Nair',
    job: 'Information governance manager',
    council: 'southwark',
    workingOn: 'Retention rules that a computer can follow',
    helpsWith: [
      {
        requirement: 6,
        line: 'Data protection impact assessments that help the design and do not only sign it off',
      },
    ],
  },
  {
    email: by.tom,
    name: 'Tom Whitaker',
    job: 'Technical architect',
    council: 'southwark',
    role: 'administrator',
    workingOn: 'Moving our forms off a server that nobody wants to restart',
    helpsWith: [
      { requirement: 5, line: 'Questions for suppliers about hosting, exports and who can see what' },
      { requirement: 7, line: 'APIs over systems that were never meant to have any' },
      { requirement: 8, line: 'Test environments and made-up test data' },
    ],
  },
  {
    email: by.grace,
    name: 'Grace Mensah',
    job: 'Product manager, parking',
    council: 'croydon',
    workingOn: 'Resident permits without uploading a utility bill',
    helpsWith: [
      { requirement: 4, line: 'Keeping a service moving after the project has closed' },
      { requirement: 13, line: 'Choosing few indicators and looking at them every week' },
    ],
  },
  {
    email: by.agnieszka,
    name: 'Agnieszka Nowak',
    job: 'Senior developer',
    council: 'croydon',
    workingOn: 'One address lookup for every form we have',
    helpsWith: [
      { requirement: 7, line: 'UPRNs, address lookups and what goes wrong with flats' },
      { requirement: 11, line: 'Taking payments with GOV.UK Pay' },
    ],
  },
  {
    email: by.imran,
    name: 'Imran Hussain',
    job: 'Revenues service manager',
    council: 'newham',
    workingOn: 'Direct debits, refunds and moving home in one visit',
    helpsWith: [
      { requirement: 12, line: 'What makes people choose a direct debit, from the back office side' },
      { requirement: 2, line: 'Being a service manager with a digital team and an operations team' },
    ],
  },
  {
    email: by.chidinma,
    name: 'Chidinma Eze',
    job: 'Performance analyst',
    council: 'newham',
    workingOn: 'A dashboard that fits on one screen and that managers ask about',
    helpsWith: [
      { requirement: 13, line: 'Completion, satisfaction, cost and take-up: how to work them out honestly' },
      { requirement: 14, line: 'Putting figures and research side by side' },
    ],
  },
  {
    email: by.hetal,
    name: 'Hetal Patel',
    job: 'Digital programme manager',
    council: 'brent',
    workingOn: 'Deciding which 20 of our 140 forms deserve a team',
    helpsWith: [
      { requirement: 4, line: 'Funding for improving things, not only for launching them' },
      { requirement: 5, line: 'Ending one contract while the next one begins' },
    ],
  },
  {
    email: by.callum,
    name: 'Callum Fraser',
    job: 'Front-end developer',
    council: 'brent',
    workingOn: 'A council theme on GOV.UK Frontend, with tests',
    helpsWith: [
      { requirement: 11, line: 'GOV.UK Frontend outside GOV.UK: what to change and what to leave alone' },
      { requirement: 8, line: 'Testing in the browsers our residents have' },
    ],
  },
  {
    email: by.linh,
    name: 'Linh Tran',
    job: 'Accessibility and test lead',
    council: 'greenwich',
    workingOn: 'Replacing our 30 most opened PDFs with pages',
    helpsWith: [
      {
        requirement: 8,
        line: 'Testing with assistive technology, including with people who use it every day',
      },
      { requirement: 10, line: 'Accessible forms and documents' },
    ],
  },
  {
    email: by.robert,
    name: 'Robert Ashby',
    job: 'Category manager, technology',
    council: 'greenwich',
    workingOn: 'A short contract for small purchases',
    helpsWith: [{ requirement: 5, line: 'G-Cloud and Digital Outcomes: what to write down, and when' }],
  },
  {
    email: by.eleni,
    name: 'Eleni Georgiou',
    job: 'Business analyst',
    council: 'haringey',
    workingOn: 'Joining up housing repairs and customer services',
    helpsWith: [
      { requirement: 1, line: 'Turning a spreadsheet of requirements back into needs' },
      { requirement: 9, line: 'Finding out what really happens when a system is down' },
    ],
  },
  {
    email: by.mehmet,
    name: 'Mehmet Yildiz',
    job: 'Concessionary travel team leader',
    council: 'haringey',
    workingOn: 'Blue Badge renewals that do not start from nothing',
    helpsWith: [
      { requirement: 1, line: 'What Blue Badge and Freedom Pass applicants tell us on the phone' },
      { requirement: 12, line: 'Applying for somebody else: carers, children and friends' },
    ],
  },
  {
    email: by.ruth,
    name: 'Ruth Carmichael',
    job: 'Shared services manager',
    council: 'sutton',
    workingOn: 'One digital team for more than one council',
    helpsWith: [
      { requirement: 2, line: 'Sharing specialists between councils: who pays, who manages, who decides' },
      { requirement: 5, line: 'Buying together' },
    ],
  },
  {
    email: by.james,
    name: 'James Holloway',
    job: 'School admissions manager',
    council: 'kingston-upon-thames',
    workingOn: 'In-year admissions, online from start to offer',
    helpsWith: [
      { requirement: 10, line: 'Forms for parents in a hurry, with a deadline and a lot at stake' },
    ],
  },
  {
    email: by.rezaul,
    name: 'Rezaul Karim',
    job: 'Digital inclusion officer',
    council: 'tower-hamlets',
    workingOn: 'Digital champions in libraries, mosques and tenants’ halls',
    helpsWith: [
      { requirement: 12, line: 'Working with community groups, and in languages other than English' },
      { requirement: 1, line: 'Meeting people who never come to the town hall' },
    ],
  },
  {
    email: by.nia,
    name: 'Nia Griffiths',
    job: 'Lead user researcher',
    council: 'waltham-forest',
    role: 'coordinator',
    coordinates: [1, 14],
    workingOn: 'A residents’ panel of 400 people, looked after by two of us',
    helpsWith: [
      { requirement: 1, line: 'Planning research, and saying what it cannot tell you' },
      { requirement: 14, line: 'Running a research panel within data protection law' },
    ],
  },
  {
    email: by.kwame,
    name: 'Kwame Boateng',
    job: 'Web operations engineer',
    council: 'waltham-forest',
    workingOn: 'Status pages and rehearsals',
    helpsWith: [
      { requirement: 9, line: 'Rehearsing outages, and pages that work when nothing behind them does' },
      { requirement: 8, line: 'Making test environments like live ones' },
    ],
  },
  {
    email: by.sophie,
    name: 'Sophie Laurent',
    job: 'Planning systems manager',
    council: 'wandsworth',
    workingOn: 'Planning notices that people near the site can find and understand',
    helpsWith: [
      { requirement: 9, line: 'Statutory deadlines and systems that are down' },
      { requirement: 7, line: 'Planning data as open data' },
    ],
  },
  {
    email: by.siobhan,
    name: 'Siobhan Doyle',
    job: 'Democratic services manager',
    council: 'islington',
    workingOn: 'Online forms for councillors’ casework',
    helpsWith: [{ requirement: 15, line: 'Getting time with members, and making good use of it' }],
  },
  {
    email: by.jaspreet,
    name: 'Jaspreet Gill',
    job: 'Product owner, waste and street services',
    council: 'islington',
    workingOn: 'Missed collections: fewer reports, better answers',
    helpsWith: [
      { requirement: 10, line: 'Reporting problems in the street: maps, photos and duplicates' },
      { requirement: 7, line: 'Sending reports between our systems and a contractor’s' },
    ],
  },
];
