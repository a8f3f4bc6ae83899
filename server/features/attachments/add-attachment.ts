import { and, eq, isNull, sql, sum } from 'drizzle-orm';
import { config } from '../../config.ts';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { files } from '../../platform/files.ts';
import { addJob } from '../../platform/jobs.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import { nameFor, sizeInWords } from './file-types.ts';
import { identify, Unwanted } from './identify.ts';
import { mostBytes, type Upload } from './read-upload.ts';
import { attachments } from './tables.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Whether something looks for viruses. */
const isChecked = config.CLAMAV_ADDRESS !== undefined;

/** Keeps a file that somebody uploaded. Nobody else sees it before it is in a post of theirs. */
export async function addAttachment(uploader: SignedIn, upload: Upload) {
  if (upload.isTooLarge) throw new Unwanted(`it is larger than ${sizeInWords(mostBytes)}`);
  if (upload.size === 0) throw new Unwanted('it is empty');
  const { content, thumbnail, ...about } = await prepare(upload);
  const { id } = await register(uploader, about);
  await files.put(id, content);
  if (thumbnail) await files.put(thumbnailOf(id), thumbnail);
  await db.transaction(async (tx) => {
    const now = clock.now();
    const set = { storedAt: now, clearedAt: isChecked ? null : now };
    await tx.update(attachments).set(set).where(eq(attachments.id, id));
    if (isChecked) await addJob(tx, 'check-attachment', { id });
  });
  return { id, isBeingChecked: isChecked, ...about };
}

export type Added = Awaited<ReturnType<typeof addAttachment>>;

/** What is kept of it: a picture is drawn anew, all else stays as it is. */
async function prepare({ path, name, size }: Upload) {
  const type = await identify({ path, name });
  if (!type.startsWith('image/'))
    return { type, name: nameFor(name, type), content: path, thumbnail: '', size, width: null, height: null };
  const { redraw } = await import('./pictures.ts');
  const { picture, ...drawn } = await redraw(path, type);
  return { ...drawn, name: nameFor(name, drawn.type), content: picture };
}

interface About {
  type: string;
  name: string;
  size: number;
  width: number | null;
  height: number | null;
}

/** Before its bytes are stored, so that none are ever without a row that they can be found and removed by. */
function register(uploader: SignedIn, about: About) {
  const councilId = uploader.council?.id ?? null;
  return db.transaction(async (tx) => {
    await holdWriter(tx, uploader);
    await requireRoom(tx, uploader, about.size);
    const [row] = await tx
      .insert(attachments)
      .values({ ...about, uploaderId: uploader.id, councilId, createdAt: clock.now() })
      .returning({ id: attachments.id });
    return { id: row?.id ?? '' };
  });
}

/** Refuses what is more than a person or a council may have. Of several at once each counts those before it. */
async function requireRoom(tx: Tx, { id, council }: SignedIn, size: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('attachments'), ${council?.id ?? -id})`);
  const isOwn = eq(attachments.uploaderId, id);
  if ((await bytesOf(tx, isOwn)) + size > config.FILES_QUOTA_MB * megabyte)
    throw new Unwanted(
      `you have attached ${config.FILES_QUOTA_MB} MB, which is as much as one person can. Link to it where it is instead`,
    );
  if (!council) return;
  const isOfCouncil = eq(attachments.councilId, council.id);
  if ((await bytesOf(tx, isOfCouncil)) + size > config.FILES_COUNCIL_QUOTA_MB * megabyte)
    throw new Unwanted(
      `${council.name} has attached ${config.FILES_COUNCIL_QUOTA_MB} MB, which is as much as one council can. Link to it where it is instead`,
    );
}

const megabyte = 1024 * 1024;

async function bytesOf(tx: Tx, whose: ReturnType<typeof eq>): Promise<number> {
  const [found] = await tx
    .select({ bytes: sum(attachments.size) })
    .from(attachments)
    .where(and(whose, isNull(attachments.removedAt)));
  return Number(found?.bytes ?? 0);
}
