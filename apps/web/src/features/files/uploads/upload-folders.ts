import type { ChosenFiles } from './dropped-files.js';

/** Makes a folder in another one, or finds the one of that name. Answers its id. */
type FolderMaker = (parentId: string, name: string) => Promise<string>;

const keyOf = (folders: readonly string[]): string => folders.join('/');

/**
 * Makes the folders that were chosen, each once, those above first; what is there already is used. Then says where each
 * file goes, in the order in which they were chosen.
 */
export async function placeFiles(
  parentId: string,
  { files, emptyFolders }: ChosenFiles,
  make: FolderMaker,
): Promise<{ readonly source: File; readonly target: { readonly parentId: string } }[]> {
  const made = new Map<string, string>([['', parentId]]);
  const idOf = async (folders: readonly string[]): Promise<string> => {
    const known = made.get(keyOf(folders));
    if (known !== undefined) return known;
    const above = await idOf(folders.slice(0, -1));
    const id = await make(above, folders.at(-1) ?? '');
    made.set(keyOf(folders), id);
    return id;
  };
  const placed: { source: File; target: { parentId: string } }[] = [];
  for (const { file, folders } of files)
    placed.push({ source: file, target: { parentId: await idOf(folders) } });
  for (const folders of emptyFolders) await idOf(folders);
  return placed;
}
