import { strToU8, zipSync } from 'fflate';
import { DomainError } from '@maroquin/platform/errors';
import { LossCounter } from '@maroquin/prose';
import { Pictures } from './pictures.js';
import { type Relationship, relationshipsOf } from './relationships.js';
import { prepareNumbering } from './word-numbering.js';
import { Alignments } from './word-alignment.js';
import { emptyStyles, headingStyles, prepareStyles } from './word-styles.js';
import { type CommentRelation, commentRelations } from './word-replies.js';
import { type TitleNumbers, titleNumbers } from './word-titles.js';
import { useWordPrefix } from './word-prefix.js';
import { rewriteStory } from './word-story.js';
import { escapeText, visitElements, writeXml, type XmlElement } from '../package/xml.js';
import { readXmlPart } from '../package/xml-text.js';
import type { ZipArchive } from '../package/zip-archive.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Parts that pandoc reads beside the main one, each under the name it looks for. */
const STORIES = ['footnotes', 'endnotes', 'comments'] as const;
const SETTINGS = ['styles', 'numbering', 'settings'] as const;

const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const ROOT_RELATIONSHIPS = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;

export interface WordPackage {
  /** A new .docx for pandoc: only what pandoc reads, parsed and written again; pictures are stubs. */
  readonly bytes: Uint8Array;
  readonly pictures: Pictures;
  /** What the file holds and the document will not. */
  readonly loss: LossCounter;
  /** Comments in the file; those that pandoc does not answer point at no text. */
  readonly comments: number;
  readonly titles: TitleNumbers;
  /** By the converter's ids. */
  readonly relations: ReadonlyMap<string, CommentRelation>;
}

/** Reads a Word file and prepares it. @throws DomainError import.* */
export function openWordPackage(archive: ZipArchive): WordPackage {
  return new Preparation(archive).run();
}

class Preparation {
  private readonly pictures = new Pictures();
  private readonly loss = new LossCounter();
  private relations: ReadonlyMap<string, CommentRelation> = new Map();
  private readonly files = new Map<string, Uint8Array>();

  constructor(private readonly archive: ZipArchive) {}

  run(): WordPackage {
    const main = this.mainPart();
    const relationships = relationshipsOf(this.archive, main);
    const document = this.document(main);
    this.add('[Content_Types].xml', CONTENT_TYPES);
    this.add('_rels/.rels', ROOT_RELATIONSHIPS);
    const styles = this.setting(relationships, 'styles') ?? emptyStyles();
    const numbering = this.setting(relationships, 'numbering');
    const titles = titleNumbers(document, styles, numbering);
    const story = rewriteStory(document, this.loss, headingStyles(styles), new Alignments(styles));
    this.addStory('document', story, relationships);
    const comments = this.addStories(relationships);
    this.add('word/styles.xml', writeXml(prepareStyles(styles)));
    if (numbering !== null) this.add('word/numbering.xml', writeXml(prepareNumbering(numbering)));
    const settings = this.setting(relationships, 'settings');
    if (settings !== null) this.add('word/settings.xml', writeXml(settings));
    this.loss.add('headerFooter', countOf(relationships, 'header', 'footer'));
    for (const name of this.pictures.all()) this.files.set(`word/${name}`, new Uint8Array(1));
    return {
      bytes: this.zipped(),
      pictures: this.pictures,
      loss: this.loss,
      comments,
      relations: this.relations,
      titles,
    };
  }

  private mainPart(): string {
    const main = relationshipsOf(this.archive, '').find(
      ({ type, external }) => type === 'officeDocument' && !external,
    );
    if (main === undefined || !this.archive.has(main.target)) throw new DomainError('import.unsupported');
    return this.archive.spelling(main.target);
  }

  /** A spreadsheet or a presentation has a main part too. */
  private document(main: string): XmlElement {
    const root = useWordPrefix(readXmlPart(this.archive, main));
    if (root.kind !== 'w:document') throw new DomainError('import.unsupported');
    return root;
  }

  /** Answers how many comments there are. */
  private addStories(relationships: Relationship[]): number {
    let comments = 0;
    for (const type of STORIES) {
      const part = this.related(relationships, type);
      if (part === null) continue;
      const root = useWordPrefix(readXmlPart(this.archive, part));
      visitElements(root, ({ kind }) => {
        if (kind === 'w:comment') comments += 1;
      });
      const extended = type === 'comments' ? this.related(relationships, 'commentsExtended') : null;
      if (extended !== null) this.relations = commentRelations(root, readXmlPart(this.archive, extended));
      // Only the main text is reported: what a note lost would be counted twice.
      this.addStory(type, rewriteStory(root, new LossCounter()), relationshipsOf(this.archive, part));
    }
    return comments;
  }

  private setting(relationships: Relationship[], type: (typeof SETTINGS)[number]): XmlElement | null {
    const part = this.related(relationships, type);
    return part === null ? null : useWordPrefix(readXmlPart(this.archive, part));
  }

  private related(relationships: Relationship[], wanted: string): string | null {
    const found = relationships.find(({ type, external }) => type === wanted && !external);
    return found !== undefined && this.archive.has(found.target) ? found.target : null;
  }

  private addStory(name: string, root: XmlElement, relationships: Relationship[]): void {
    this.add(`word/${name}.xml`, writeXml(root));
    const own = STORIES.map((type) => ({
      id: `maroquin-${type}`,
      type,
      target: `${type}.xml`,
      external: false,
    }));
    const settings = SETTINGS.map((type) => ({
      id: `maroquin-${type}`,
      type,
      target: `${type}.xml`,
      external: false,
    }));
    const kept = relationships.flatMap((relationship) => this.keptRelationship(relationship));
    this.add(
      `word/_rels/${name}.xml.rels`,
      relationshipsXml(name === 'document' ? [...own, ...settings, ...kept] : kept),
    );
  }

  private keptRelationship(relationship: Relationship): Relationship[] {
    if (relationship.type === 'hyperlink') return relationship.external ? [relationship] : [];
    if (relationship.type !== 'image') return [];
    return [{ ...relationship, target: this.pictures.nameOf(relationship), external: false }];
  }

  private add(name: string, text: string): void {
    this.files.set(name, strToU8(text));
  }

  private zipped(): Uint8Array {
    return zipSync(Object.fromEntries(this.files), { level: 0 });
  }
}

function countOf(relationships: Relationship[], ...types: string[]): number {
  return relationships.filter(({ type }) => types.includes(type)).length;
}

function relationshipsXml(relationships: Relationship[]): string {
  const lines = relationships.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${escapeText(id)}" Type="${OFFICE}/${escapeText(type)}" Target="${escapeText(target)}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
}
