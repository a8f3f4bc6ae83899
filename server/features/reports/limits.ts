import { limitTo } from '../../platform/limits.ts';

const hour = 3600;

/** Refuses more reports by one person in an hour than anybody has reason for. */
export const limitReporting = limitTo({ name: 'reports', points: 30, duration: hour });

/** The same by all who share a network, of those who are not signed in. */
export const limitNetwork = limitTo({ name: 'reports-network', points: 20, duration: hour });

/** Refuses to write to an address again and again, whoever types it. */
export const limitAddress = limitTo({ name: 'reports-address', points: 5, duration: 24 * hour });
