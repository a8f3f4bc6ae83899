const nowLasts = 10 * 60 * 1000;
const aDay = 24 * 60 * 60 * 1000;
const lookEvery = 30_000;

const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** Lets what the page says of people grow older while it is open: "Here now" becomes "Seen today", and so on. */
export function start() {
  setInterval(() => {
    for (const time of document.querySelectorAll('.seen time')) grow(time);
  }, lookEvery);
}

function grow(time) {
  const words = seenWords(time.dateTime, new Date());
  if (words === time.textContent) return;
  if (words !== 'Here now') time.parentElement.classList.remove('seen--now');
  if (words) time.textContent = words;
  else time.remove();
}

/** In words what the server says at that moment, of a moment or a day; nothing when it is too long ago. */
export function seenWords(at, now) {
  const isMoment = at.includes('T');
  if (isMoment && now - Date.parse(at) < nowLasts) return 'Here now';
  const day = isMoment ? londonDay.format(new Date(at)) : at;
  const daysAgo = (Date.parse(londonDay.format(now)) - Date.parse(day)) / aDay;
  if (daysAgo <= 0) return 'Seen today';
  return daysAgo < 7 ? 'Seen this week' : '';
}
