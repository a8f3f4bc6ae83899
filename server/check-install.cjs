// Plain enough for any Node: it checks that npm installed the Node, and the packages, that the rest is written for.
const { existsSync } = require('node:fs');

if (Number(process.versions.node.split('.')[0]) < 24 || !existsSync('node_modules/express')) {
  console.error('\nThe packages of this project are missing or incomplete. Run this first: npm ci\n');
  process.exit(1);
}
