import { pino } from 'pino';
import { config } from '../config.ts';

/** The log: one JSON object a line. Addresses are logged without their query, and never a cookie, token or body. */
export const log = pino({ level: config.LOG_LEVEL, base: undefined });
