import type { Change, Link, List, ListType, Picture } from '../flow/flow.js';
import { dateOf, type ExportOptions } from '../flow/options.js';
import type { Size } from '../flow/picture-size.js';
import { storedPicture } from '../flow/stored-picture.js';
import { element } from '../package/xml.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** What Word added after the standard [MS-DOCX] §2.5. */
const ADDED: ReadonlyMap<string, string> = new Map([
  ['commentsExtended', 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended'],
]);

export interface DocxList {
  readonly id: number;
  readonly type: ListType | 'task' | null;
  readonly level: number;
  readonly start: number;
}

/** The relationships of one part (ECMA-376 part 2, §9.3): ids are numbers in order, so that they do not change. */
export class Relationships {
  private readonly ids = new Map<string, string>();
  private readonly lines: string[] = [];

  add(type: string, target: string, isExternal = false): string {
    const known = this.ids.get(`${type} ${target}`);
    if (known !== undefined) return known;
    const id = `rId${String(this.lines.length + 1)}`;
    this.ids.set(`${type} ${target}`, id);
    const mode = isExternal ? 'External' : null;
    this.lines.push(
      element('Relationship', {
        Id: id,
        Type: ADDED.get(type) ?? `${OFFICE}/${type}`,
        Target: target,
        TargetMode: mode,
      }),
    );
    return id;
  }

  link({ href }: Link): string {
    return this.add('hyperlink', href, true);
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  write(): string {
    const xmlns = 'http://schemas.openxmlformats.org/package/2006/relationships';
    return element('Relationships', { xmlns }, this.lines.join(''));
  }
}

/** What the parts of one Word file share: numbers, pictures, lists and notes. */
export class DocxState {
  readonly body = new Relationships();
  readonly notes = new Relationships();
  readonly lists: DocxList[] = [];
  /** Content of `word/footnotes.xml`. */
  readonly footnotes: string[] = [];
  readonly media = new Map<string, Uint8Array>();
  private readonly mediaNames = new Map<string, string>();
  private counted = 0;

  constructor(
    readonly options: ExportOptions,
    /** By remark: the numbers of its comment and of its replies. */
    readonly remarks: ReadonlyMap<string, readonly number[]>,
  ) {}

  /** A number that is not used yet, for whatever needs one of its own. */
  next(): number {
    this.counted += 1;
    return this.counted;
  }

  list({ numbered, done }: List, level: number): DocxList {
    const list: DocxList = {
      id: this.lists.length + 1,
      type: done === null ? (numbered?.type ?? null) : 'task',
      level,
      start: numbered?.start ?? 1,
    };
    this.lists.push(list);
    return list;
  }

  /** The name of the picture below `word/`, and its size; where there is none, of what stands for it. */
  picture(picture: Picture): Size & { readonly name: string } {
    const stored = storedPicture(picture, this.options.pictures);
    const name =
      this.mediaNames.get(stored.key) ?? `media/image${String(this.media.size + 1)}.${stored.extension}`;
    this.mediaNames.set(stored.key, name);
    this.media.set(name, stored.bytes);
    return { name, ...stored.size };
  }

  /** The attributes of a tracked change (ECMA-376 part 1, §17.13.5). */
  changeAttributes({ author, date }: Change): Record<string, string | number | null> {
    return { 'w:id': this.next(), 'w:author': this.options.nameOf(author), 'w:date': dateOf(date) };
  }
}
