import { describe, expect, it } from 'vitest';
import { chosenFiles } from './dropped-files.js';
import { placeFiles } from './upload-folders.js';

const file = (path: string): File => {
  const name = path.split('/').at(-1) ?? path;
  const made = new File([path], name);
  Object.defineProperty(made, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return made;
};
const listOf = (...paths: string[]): FileList => paths.map(file) as unknown as FileList;

describe('files of a chosen folder', () => {
  it('go into folders that are made once each, those above first', async () => {
    const asked: string[] = [];
    const placed = await placeFiles(
      'top',
      chosenFiles(listOf('Lot/a.txt', 'Lot/Plans/b.txt', 'Lot/Plans/c.txt', 'Lot/Avis/d.txt')),
      (parentId, name) => {
        asked.push(`${parentId} > ${name}`);
        return Promise.resolve(`${parentId}/${name}`);
      },
    );
    expect(asked).toEqual(['top > Lot', 'top/Lot > Plans', 'top/Lot > Avis']);
    expect(placed.map(({ source, target }) => [source.name, target.parentId])).toEqual([
      ['a.txt', 'top/Lot'],
      ['b.txt', 'top/Lot/Plans'],
      ['c.txt', 'top/Lot/Plans'],
      ['d.txt', 'top/Lot/Avis'],
    ]);
  });

  it('leave what systems keep for themselves where it is', () => {
    const { files } = chosenFiles(
      listOf('Lot/.DS_Store', 'Lot/Thumbs.db', 'Lot/~$note.docx', 'Lot/note.docx'),
    );
    expect(files.map(({ file: { name } }) => name)).toEqual(['note.docx']);
  });

  it('make the folders that hold nothing as well', async () => {
    const made: string[] = [];
    await placeFiles('top', { files: [], emptyFolders: [['Lot', 'Vide']] }, (_parent, name) => {
      made.push(name);
      return Promise.resolve(name);
    });
    expect(made).toEqual(['Lot', 'Vide']);
  });
});
