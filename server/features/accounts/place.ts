import { createRequire } from 'node:module';
import ipaddr from 'ipaddr.js';
import maxmind, { type CountryResponse, type Reader } from 'maxmind';
import { log } from '../../platform/log.ts';

const file = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';
const countries = new Intl.DisplayNames('en-GB', { type: 'region' });

type Countries = Reader<CountryResponse & { country_code: string }>;
let reading: Promise<Countries | undefined> | undefined;

/** The country of a network address, in words. Empty when it is not known: the address itself is kept nowhere. */
export async function placeOf(address: string | undefined): Promise<string> {
  if (!address || !ipaddr.isValid(address)) return '';
  const range = ipaddr.process(address).range();
  if (range === 'loopback') return 'this computer';
  if (range !== 'unicast') return 'a private network';
  reading ??= readCountries();
  const found = (await reading)?.get(ipaddr.process(address).toString());
  return found ? (countries.of(found.country_code) ?? '') : '';
}

/** Eight megabytes, so only once somebody signs in from outside. Without it people still can. */
async function readCountries(): Promise<Countries | undefined> {
  try {
    return await maxmind.open(createRequire(import.meta.url).resolve(file));
  } catch (error) {
    log.error({ error }, 'The table of countries could not be read');
    return undefined;
  }
}
