import { readdirSync, readFileSync } from 'node:fs';
import { makeFeed } from '../../../server/features/feeds/make-feed.ts';
import { migrateDatabase } from '../../../server/platform/migrate.ts';
import { useApp } from '../../support/app.ts';
import { feedIn } from '../../support/atom.ts';
import { asOwner } from '../../support/databases.ts';
import { makePerson, makeSavedSearch } from '../../support/make.ts';

const app = useApp();

test('a feed of a saved search from before the others keeps its address', async () => {
  const owner = await makePerson();
  const { id } = await makeSavedSearch(owner, { name: 'Long kept' });
  await makeSavedSearch(owner, { name: 'Without a feed' });
  const token = await makeFeed(owner, { kind: 'search', id });
  // As it was before.
  await asOwner(`
    alter table saved_searches add feed_hash text constraint saved_searches_feed_hash_unique unique, add feed_made_at timestamptz;
    update saved_searches set feed_hash = token_hash, feed_made_at = made_at from private_feeds where saved_search_id = saved_searches.id;
    drop table private_feeds`);
  const name = readdirSync('migrations').find((file) => file.endsWith('keep_private_feeds.sql'));
  await asOwner(readFileSync(`migrations/${name}`, 'utf8'));
  // As each start does.
  await migrateDatabase({
    url: process.env.DATABASE_URL as string,
    ownerUrl: process.env.DATABASE_OWNER_URL as string,
  });
  expect(await asOwner('select saved_search_id from private_feeds')).toEqual([{ saved_search_id: id }]);
  for (const at of [`/search/feeds/${token}`, `/feeds/${token}`]) {
    const feed = feedIn(await app.visitor().get(at).expect(200), { isPrivate: true });
    expect(feed.title).toBe('Standard Practice: Long kept');
  }
});
