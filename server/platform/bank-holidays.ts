import file from './bank-holidays.json' with { type: 'json' };

const days = new Set(file['england-and-wales'].events.map(({ date }) => date));

/** True of England's bank holidays; beyond the end of the file none is known. */
export const isBankHoliday = (day: string): boolean => days.has(day);
