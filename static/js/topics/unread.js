/** Shows how many replies of a topic its viewer has not read, for one that they have begun to read. */
export function markUnread(row, old) {
  const lastRead = Number(row.dataset.lastRead ?? old?.dataset.lastRead ?? 0);
  if (lastRead === 0) return;
  row.dataset.lastRead = lastRead;
  const unread = Number(row.dataset.lastNumber) - lastRead;
  if (unread <= 0) return;
  const mark = document.createElement('span');
  mark.className = 'fresh';
  mark.textContent = `${unread.toLocaleString('en-GB')} new`;
  row.querySelector('.topic-row__title').append(' ', mark);
}
