import http from 'node:http';
import { cookiesOf, useApp } from '../../support/app.ts';
import { makePerson } from '../../support/make.ts';

const app = useApp();

// What this is about comes after it: the application stops, and does not wait for the rest.
test('a file that is on its way does not keep the service from stopping', async () => {
  const agent = await app.signInAs(await makePerson());
  const { hostname, port } = new URL(app.address);
  const headers = {
    Origin: app.address,
    Cookie: cookiesOf(agent, app.address),
    'Content-Type': 'multipart/form-data; boundary=x',
    'Content-Length': 5_000_000,
  };
  const request = http.request({ hostname, port, path: '/attachments', method: 'POST', headers });
  request.on('error', () => {});
  await new Promise((sent) => request.write('--x\r\n', sent));
});
