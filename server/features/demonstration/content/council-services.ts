import type { DemonstrationService } from '../shape.ts';
import * as by from './addresses.ts';

/** What these councils might run. Nothing is linked: none of it is there. */
export const services: DemonstrationService[] = [
  {
    name: 'Parking permits',
    origin: 'bought',
    description: 'Resident, visitor and business permits, with evidence of address.',
    contact: by.daniel,
  },
  {
    name: 'Report a repair',
    origin: 'built',
    description: 'For council tenants: from what is broken to a time that suits.',
    contact: by.daniel,
  },
  {
    name: 'Council tax account',
    origin: 'shared',
    description: 'Balance, bills and moving home, run together with two other councils.',
    contact: by.amina,
  },
  {
    name: 'Report damp and mould',
    origin: 'built',
    description: 'For private renters, by phone or online.',
    contact: by.seun,
  },
  {
    name: 'Street market licences',
    origin: 'built',
    description: 'Applying for a pitch and renewing it.',
    contact: by.martha,
  },
  {
    name: 'Council tax reminders',
    origin: 'bought',
    description: 'Letters and text messages before anything is owed to the court.',
    contact: by.yasmin,
  },
  { name: 'Online forms', origin: 'bought', description: '140 of them, on one server.', contact: by.tom },
  {
    name: 'Resident parking',
    origin: 'built',
    description: 'Permits without uploading a bill.',
    contact: by.grace,
  },
  {
    name: 'Address lookup',
    origin: 'built',
    description: 'One for every form, by UPRN.',
    contact: by.agnieszka,
  },
  {
    name: 'Missed collections',
    origin: 'built',
    description: 'Says whether the crew has been before it asks what was missed.',
    contact: by.jaspreet,
  },
  {
    name: 'Blue Badge renewals',
    origin: 'shared',
    description: 'On the national service, with our own assessments.',
    contact: by.mehmet,
  },
  {
    name: 'In-year school admissions',
    origin: 'bought',
    description: 'Online from start to offer.',
    contact: by.james,
  },
];
