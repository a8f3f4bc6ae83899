import { isPublic, wayOut } from '../../../server/features/cited-pages/way-out.ts';

test.each(['8.8.8.8', '104.18.2.3', '2606:4700::1111', '2a00:1450:4009::1'])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  ['0.0.0.0', 'unspecified'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['127.0.0.1', 'loopback'],
  ['127.8.8.8', 'loopback'],
  ['169.254.169.254', 'link-local, where clouds tell secrets'],
  ['100.64.0.1', 'a provider’s own'],
  ['192.0.0.8', 'reserved'],
  ['198.18.0.1', 'for measuring'],
  ['203.0.113.1', 'for examples'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local, of an interface'],
  ['fec0::1', 'site-local'],
  ['fd00::1', 'private'],
  ['ff02::1', 'multicast'],
  ['::ffff:127.0.0.1', 'IPv4, mapped'],
  ['::ffff:8.8.8.8', 'IPv4, mapped'],
  ['::7f00:1', 'IPv4, as it once was written'],
  ['64:ff9b::7f00:1', 'IPv4 behind NAT64'],
  ['64:ff9b:1::7f00:1', 'IPv4 behind a network’s own NAT64'],
  ['2002:7f00:1::', 'IPv4 by 6to4'],
  ['2001:0:7f00:1::', 'IPv4 by Teredo'],
  ['2001:db8::1', 'for examples'],
  ['4000::1', 'nobody’s yet'],
  ['localhost', 'no number'],
])('%s is not public: %s', (address) => {
  expect(isPublic(address)).toBe(false);
});

test('only the two ports of the web are visited', () => {
  expect(wayOut.mayVisit('8.8.8.8', 80)).toBe(true);
  expect(wayOut.mayVisit('8.8.8.8', 443)).toBe(true);
  for (const port of [0, 22, 25, 5432, 8080]) expect(wayOut.mayVisit('8.8.8.8', port)).toBe(false);
  expect(wayOut.mayVisit('127.0.0.1', 80)).toBe(false);
});
