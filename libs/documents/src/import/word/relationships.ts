import { posix } from 'node:path';
import { attributeOf, isElement, type XmlElement } from '../package/xml.js';
import { readXmlPart } from '../package/xml-text.js';
import type { ZipArchive } from '../package/zip-archive.js';

/** ISO/IEC 29500-2 §9.3: how one part of a package refers to another, or to the outside. */
export interface Relationship {
  readonly id: string;
  /** The last segment of the type's URI, which transitional and strict files share: `image`, `hyperlink`. */
  readonly type: string;
  /** A part's name, or the address as written when external. */
  readonly target: string;
  readonly external: boolean;
}

function relationshipOf(element: XmlElement, folder: string): Relationship {
  const external = attributeOf(element, 'TargetMode') === 'External';
  const target = attributeOf(element, 'Target') ?? '';
  return {
    id: attributeOf(element, 'Id') ?? '',
    type: (attributeOf(element, 'Type') ?? '').split('/').at(-1) ?? '',
    target: external ? target : posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1),
    external,
  };
}

/** The relationships of a part; of the package itself for ''. None when it has no such part. */
export function relationshipsOf(archive: ZipArchive, part: string): Relationship[] {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(name)) return [];
  return readXmlPart(archive, name)
    .children.filter(isElement)
    .filter(({ kind }) => kind === 'rel:Relationship')
    .map((element) => relationshipOf(element, folder));
}
