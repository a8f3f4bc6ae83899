/** What may be wrong with a post, in the order in which the form offers it. Those that are urgent come first in the queue. */
export const categories = {
  'personal-data': {
    label: 'Personal data',
    hint: 'It names a resident, or says something by which one could be recognised',
    isUrgent: true,
  },
  'commercially-sensitive': {
    label: 'Commercially sensitive',
    hint: 'Prices, contracts or anything else that was told in confidence',
    isUrgent: false,
  },
  wrong: { label: 'Wrong or out of date', hint: 'Whoever follows it would make a mistake', isUrgent: false },
  promotion: { label: 'Supplier promotion', hint: 'It is there to sell something', isUrgent: false },
  unkind: { label: 'Unkind or unsafe', hint: 'It attacks somebody, or puts them at risk', isUrgent: true },
  'pre-election': {
    label: 'Pre-election',
    hint: 'It should not be said by a council before an election',
    isUrgent: false,
  },
  unlawful: {
    label: 'Unlawful',
    hint: 'It breaks the law, such as on copyright or equality',
    isUrgent: true,
  },
  other: { label: 'Something else', hint: '', isUrgent: false },
} as const;

export type Category = keyof typeof categories;

export const categoryNames = Object.keys(categories) as [Category, ...Category[]];

export const isUrgent = (category: Category): boolean => categories[category].isUrgent;
