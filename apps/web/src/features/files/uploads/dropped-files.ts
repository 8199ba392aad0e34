/** A file to send, with the folders that it stood in, from the chosen one down. */
interface PlacedFile {
  readonly file: File;
  readonly folders: readonly string[];
}

export interface ChosenFiles {
  readonly files: readonly PlacedFile[];
  /** Folders without any file in them, made all the same. */
  readonly emptyFolders: readonly (readonly string[])[];
}

/** What systems leave in folders for themselves. */
const IGNORED_FILES = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\.~lock\..*#|~\$.*)$/u;

const withoutIgnored = ({ files, emptyFolders }: ChosenFiles): ChosenFiles => ({
  files: files.filter(({ file }) => !IGNORED_FILES.test(file.name)),
  emptyFolders,
});

/** Without the folders: where a folder is left out rather than sent as if it were a file. */
export const looseFiles = ({ files }: ChosenFiles): File[] =>
  files.filter(({ folders }) => folders.length === 0).map(({ file }) => file);

/** Of a field that takes files, or a whole folder: then each says its way from there. */
export const chosenFiles = (list: FileList | null): ChosenFiles =>
  withoutIgnored({
    files: [...(list ?? [])].map((file) => ({
      file,
      folders: file.webkitRelativePath.split('/').slice(0, -1),
    })),
    emptyFolders: [],
  });

/**
 * What was let go of over the page. The entries are taken in the event itself: afterwards the browser knows them no more;
 * what they hold is read then.
 */
export function droppedFiles(transfer: DataTransfer): Promise<ChosenFiles> {
  const entries = [...transfer.items].flatMap((item) => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    return [entry ?? item.getAsFile()].filter((found) => found !== null);
  });
  return readAll(entries).then(withoutIgnored);
}

async function readAll(found: readonly (FileSystemEntry | File)[]): Promise<ChosenFiles> {
  const files: PlacedFile[] = [];
  const emptyFolders: (readonly string[])[] = [];
  const read = async (entry: FileSystemEntry, folders: readonly string[]): Promise<void> => {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      files.push({ file, folders });
      return;
    }
    if (!isFolder(entry)) return;
    const path = [...folders, entry.name];
    const inside = await entriesOf(entry);
    if (inside.length === 0) emptyFolders.push(path);
    for (const one of inside) await read(one, path);
  };
  for (const one of found) {
    if (one instanceof File) files.push({ file: one, folders: [] });
    else await read(one, []);
  }
  return { files, emptyFolders };
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A browser gives a hundred at once, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
