import { type SQL, sql } from 'drizzle-orm';

/** A number written out in a query, so that Postgres knows what kind of number it is. */
export const figure = (number: number): SQL => sql.raw(String(number));
