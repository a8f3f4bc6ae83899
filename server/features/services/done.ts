/** What the page of a council says when one of its services was just changed. */
export const doneToServices = {
  'service-added': 'The service is on the list',
  'service-changed': 'The service is changed',
  'service-ended': 'The service is now among those that are no longer run',
  'service-resumed': 'The service is run again',
};

export type DoneToService = keyof typeof doneToServices;
