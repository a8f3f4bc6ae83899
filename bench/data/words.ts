export const firstNames =
  'Amina Ben Carys Daniel Efua Farah Grace Harun Imogen Jamal Kemi Liam Meera Nadia Oscar Priya Ravi Siobhan Tunde Yasmin'.split(
    ' ',
  );
export const lastNames =
  'Adeyemi Begum Clarke Davies Evans Francis Gill Hughes Iqbal Jones Khan Lewis Morgan Nowak Okafor Patel Quinn Reid Shah Turner'.split(
    ' ',
  );
export const jobs = [
  'Service designer',
  'Content designer',
  'Delivery manager',
  'User researcher',
  'Product manager',
  'Developer',
  'Head of digital',
  'Customer services manager',
];
export const tags = [
  'user research',
  'content',
  'forms',
  'accessibility',
  'waste',
  'housing',
  'parking',
  'payments',
  'analytics',
  'procurement',
  'open source',
  'councillors',
];

/** What a sentence's {gaps} are filled with. */
export const gaps: Record<string, string[]> = {
  service: [
    'missed bin reports',
    'resident parking permits',
    'council tax refunds',
    'school admissions',
    'blue badge renewals',
    'housing repairs',
    'bulky waste collection',
    'planning comments',
    'garden waste subscriptions',
    'library membership',
  ],
  people: [
    'residents who rent',
    'the contact centre',
    'our parking team',
    'carers',
    'people in sheltered housing',
    'the street cleaning crews',
    'shop owners',
    'first-time applicants',
    'our customer services staff',
    'people who do not use email',
  ],
  place: [
    'the library',
    'a one-stop shop',
    'the town hall',
    'a food bank',
    'two community centres',
    'the housing office',
  ],
  way: [
    'a paper prototype',
    'five short interviews',
    'a survey on the website',
    'a week in the call centre',
    'an A/B test of the start page',
    'a content audit',
    'a pop-up session',
    'a shared service blueprint',
  ],
  problem: [
    'people could not tell whether their request had arrived',
    'half of the forms came back without an address',
    'the confirmation email went to spam',
    'nobody owned the page once it was live',
    'the supplier could not change the wording before the next release',
    'the same question was asked three times',
    'most calls were about something the page already said',
    'staff kept their own spreadsheet beside the system',
  ],
  result: [
    'calls about it fell by a third within two months',
    'twice as many people finished the form',
    'the team now looks at the figures every Monday',
    'we dropped eleven of the nineteen questions',
    'two other councils have taken it on since',
    'the error rate went from 14% to 5%',
    'it took six weeks and no new software',
    'our director asks for it in every new project',
  ],
  thing: [
    'the address look-up',
    'a plain confirmation page',
    'the eligibility checker',
    'a status page',
    'the booking calendar',
    'a prioritised backlog',
    'the accessibility statement',
    'a weekly show and tell',
  ],
  need: [
    'what "done" looks like',
    'who signs it off',
    'how to measure completion',
    'what to do offline',
    'which questions are required by law',
    'how to recruit people with access needs',
    'what to publish',
    'who answers when it breaks',
  ],
};

export const sentences = [
  'We tried {way} with {people} for {service}, and {result}.',
  'Before we changed anything, {problem}.',
  'The hard part was agreeing {need}; we settled it in a workshop at {place}.',
  'Has anybody got an example of {thing} that works for {people}?',
  'In our case {problem}, so we started with {way}.',
  'After we had put {thing} in front of {people}, {result}.',
  'I would leave {service} until you know {need}.',
  'Our first version of {thing} was too clever: {problem}.',
  'We met {people} at {place} on three Thursdays and learned more than from {way}.',
  'The policy team worried about {need}, which turned out to be the easiest thing to answer.',
  'You can reuse {thing} from {service}; it needed only small changes for us.',
  'It cost us nothing but time, and {result}.',
  'For {service} we do the same, except that {people} can also phone.',
  'What made the difference was {way}, because until then {problem}.',
  'Nobody had asked {people} about {service} since 2012.',
  'We still do not know {need}, and would like to compare notes with another borough.',
];

export const titles = {
  question: [
    'How do you measure {service} when people also phone?',
    'Who decides {need} at your council?',
    'What do you do when {problem}?',
    'Has anyone replaced {thing} for {service}?',
  ],
  guidance: [
    'Testing {service} with {people}',
    'Agreeing {need} before you build',
    'What we learned from {way} for {service}',
  ],
  pattern: [
    '{thing} for {service}',
    'Using {way} to improve {service}',
    'One page that tells {people} about {service}',
  ],
};
