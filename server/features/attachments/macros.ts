import { open, type ZipFile } from 'yauzl';

/** Programs in a document: Office has them in one file, OpenDocument in two folders. */
const isMacro = (name: string) => /vbaProject|^(Basic|Scripts)\/./i.test(name);

/** Whether a document, which is a ZIP archive, has programs in it; also where its parts cannot be listed. */
export function hasMacros(path: string): Promise<boolean> {
  return new Promise((answer) => {
    open(path, { lazyEntries: true }, (error: Error | null, archive?: ZipFile) => {
      if (error || !archive) return answer(true);
      const say = (found: boolean) => {
        archive.close();
        answer(found);
      };
      archive.on('error', () => say(true));
      archive.on('end', () => say(false));
      archive.on('entry', ({ fileName }: { fileName: string }) => {
        if (isMacro(fileName)) say(true);
        else archive.readEntry();
      });
      archive.readEntry();
    });
  });
}
