import { closeDatabase, openDatabase } from '../../server/platform/database.ts';
import { limitTo, networkOf } from '../../server/platform/limits.ts';

beforeAll(() => {
  openDatabase(process.env.DATABASE_URL as string);
});
afterAll(closeDatabase);

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['::1', '::/64'],
  ['12', '12'],
  ['name@camden.gov.uk', 'name@camden.gov.uk'],
  ['', ''],
])('the network of %j is %j', (who, network) => {
  expect(networkOf(who)).toBe(network);
});

test('somebody with many addresses of one network is counted as one, and their neighbours apart', async () => {
  const limit = limitTo({ name: 'trying', points: 2, duration: 60 });
  await limit('2001:db8:1:2::1');
  await limit('2001:db8:1:2:ffff::2');
  await expect(limit('2001:db8:1:2:abcd:ef01:2345:6789')).rejects.toThrow('Try again in a minute');
  await limit('2001:db8:1:3::1');
  await limit('192.0.2.7');
  await limit('::ffff:192.0.2.7');
  await expect(limit('192.0.2.7')).rejects.toThrow('Try again in a minute');
  await limit('192.0.2.8');
});

test('a limit holds across nodes: each counts the tries that were made at the others', async () => {
  const [here, elsewhere] = [1, 2].map(() => limitTo({ name: 'nodes', points: 2, duration: 60 }));
  await here?.('name@camden.gov.uk');
  await elsewhere?.('name@camden.gov.uk');
  for (const node of [here, elsewhere])
    await expect(node?.('name@camden.gov.uk')).rejects.toThrow('Try again in a minute');
});
