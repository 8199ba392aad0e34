import { unzipSync } from 'fflate';

/** What an OpenDocument text holds, as far as it can be held against another one. */
export interface FlatDocument {
  /** Letters and digits of the body alone, no notes, comments or struck words; a square for each picture. */
  readonly letters: string;
  /** Author and letters of each comment, sorted. */
  readonly comments: readonly string[];
  /** Kind, author and minute of tracked changes with all the letters that were so changed, sorted. */
  readonly changes: readonly string[];
  /** Letters of each note, in order. */
  readonly notes: readonly string[];
  readonly tables: number;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu,
    (whole, hex?: string, decimal?: string, name?: string) =>
      name === undefined
        ? String.fromCodePoint(Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16))
        : (ENTITIES[name] ?? whole),
  );
/** Blanks, bullets and numbers of lists are each writer's own way. */
export const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

const PICTURE = '▣';
/** Elements whose words nobody reads in the text. */
const UNSEEN = new Set([
  ...['text:sequence-decls', 'office:forms', 'text:table-of-content', 'text:note-citation'],
  ...['svg:title', 'svg:desc', 'office:binary-data', 'meta:creator-initials', 'loext:sender-initials'],
]);
const KINDS = new Map<string, string>(
  ['insertion', 'deletion', 'format-change'].map((kind) => [`text:${kind}`, kind]),
);

interface Region {
  kind: string;
  author: string;
  minute: string;
  letters: string;
}

/** Reads the body of a text (ODF 1.3 part 3, §4) tag by tag. */
class BodyReader {
  letters = '';
  tables = 0;
  readonly notes: string[] = [];
  readonly comments: string[] = [];
  readonly regions = new Map<string, Region>();
  /** Changes as the text names them. */
  readonly placed = new Set<Region>();
  private readonly open: string[] = [];
  private readonly changing = new Set<Region>();
  private region: Region | null = null;
  private comment: { author: string; letters: string } | null = null;
  private note: string | null = null;
  private unseen = 0;

  start(name: string, attributes: string): void {
    this.open.push(name);
    if (UNSEEN.has(name)) this.unseen += 1;
    else if (name === 'office:annotation') this.comment = { author: '', letters: '' };
    else if (name === 'text:note') this.note = '';
    else if (name === 'table:table') this.tables += 1;
    else if (name === 'draw:image') this.words(PICTURE);
    else if (name.startsWith('text:change')) this.change(name, attributes);
    // LibreOffice's own: what was inserted before it was struck says so behind that.
    else if (this.region?.kind === '') this.region.kind = KINDS.get(name) ?? '';
  }

  end(name: string): void {
    this.open.pop();
    if (UNSEEN.has(name)) this.unseen -= 1;
    if (name === 'text:changed-region') this.region = null;
    if (name === 'office:annotation' && this.comment !== null) {
      this.comments.push(`${this.comment.author}: ${this.comment.letters}`);
      this.comment = null;
    }
    if (name === 'text:note' && this.note !== null) {
      this.notes.push(this.note);
      this.note = null;
    }
  }

  text(raw: string): void {
    const inside = this.open.at(-1);
    const about = this.comment ?? this.region;
    if (about !== null && inside === 'dc:creator') about.author += decoded(raw);
    else if (inside === 'dc:date') {
      if (this.comment === null && this.region !== null) this.region.minute = minuteOf(raw);
    } else this.words(lettersOf(decoded(raw)));
  }

  private words(letters: string): void {
    if (this.unseen > 0) return;
    if (this.comment !== null) this.comment.letters += letters;
    else if (this.region !== null) this.region.letters += letters;
    else this.shown(letters);
  }

  /** What is between the ends of a change; LibreOffice leaves some struck words where they were. */
  private shown(letters: string): void {
    const struck = [...this.changing].filter(({ kind }) => kind === 'deletion');
    // What was inserted and struck again is only struck, as where it was moved away.
    for (const region of struck.length > 0 ? struck : this.changing) region.letters += letters;
    if (struck.length > 0) return;
    if (this.note === null) this.letters += letters;
    else this.note += letters;
  }

  private change(name: string, attributes: string): void {
    const id = /(?:^|\s)text:(?:change-)?id="([^"]*)"/u.exec(attributes)?.[1] ?? '';
    if (name === 'text:changed-region') {
      this.region = { kind: '', author: '', minute: '', letters: '' };
      this.regions.set(id, this.region);
    }
    const region = this.regions.get(id);
    if (region === undefined) return;
    // In the order of the text: LibreOffice lists them in its own.
    if (name !== 'text:changed-region') this.placed.add(region);
    if (name === 'text:change-start') this.changing.add(region);
    if (name === 'text:change-end') this.changing.delete(region);
  }
}

/** LibreOffice leaves the hour of midnight away. */
const minuteOf = (date: string): string => (date.length === 10 ? `${date}T00:00` : date.slice(0, 16));

/**
 * Writers cut one change into several where its letters stand in several spans, and LibreOffice makes one of those of one
 * author within a minute (`SwRedlineData::CanCombine`).
 */
function joined(all: Iterable<Region>): string[] {
  const regions = [...all];
  const begins = new Map<string, string>();
  for (const { kind, author, minute } of regions.toSorted((a, b) => (a.minute < b.minute ? -1 : 1))) {
    const begun = begins.get(`${kind} ${author} ${minuteBefore(minute)}`);
    const key = `${kind} ${author} ${minute}`;
    if (!begins.has(key)) begins.set(key, begun ?? minute);
  }
  const letters = new Map<string, string>();
  for (const { kind, author, minute, letters: some } of regions) {
    const key = `${kind} ${author} ${begins.get(`${kind} ${author} ${minute}`) ?? minute}`;
    letters.set(key, (letters.get(key) ?? '') + some);
  }
  return [...letters].flatMap(([key, text]) => (text === '' ? [] : [`${key}: ${text}`])).sort();
}

function minuteBefore(minute: string): string {
  const at = Date.parse(`${minute}Z`);
  return Number.isNaN(at) ? '' : new Date(at - 60_000).toISOString().slice(0, 16);
}

/** Of an OpenDocument text as one XML file. Pure. @throws {Error} it is no text */
export function readFlat(xml: string): FlatDocument {
  const body = /<office:text[ >][\s\S]*<\/office:text>/u.exec(xml)?.[0];
  if (body === undefined) throw new Error('it holds no text');
  const reader = new BodyReader();
  for (const [, end, name, attributes = '', alone, text] of body.matchAll(
    /<(\/?)([\w:-]+)((?:\s[^>]*?)?)(\/?)>|([^<]+)/gu,
  )) {
    if (text !== undefined) reader.text(text);
    else if (name !== undefined && end === '/') reader.end(name);
    else if (name !== undefined) {
      reader.start(name, attributes);
      if (alone === '/') reader.end(name);
    }
  }
  const { letters, comments, regions, placed, notes, tables } = reader;
  const changes = joined(new Set([...placed, ...regions.values()]));
  return { letters, comments: comments.sort(), changes, notes, tables };
}

/** Of an .odt. @throws {Error} it is none */
export function readOdt(bytes: Uint8Array): FlatDocument {
  const content = unzipSync(bytes, { filter: ({ name }) => name === 'content.xml' })['content.xml'];
  if (content === undefined) throw new Error('it holds no content.xml');
  return readFlat(new TextDecoder().decode(content));
}
