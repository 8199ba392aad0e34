import type { Flow } from '../flow/flow.js';
import type { ExportOptions } from '../flow/options.js';
import { writePackage } from '../package/package.js';
import { element, XML_HEAD } from '../package/xml.js';
import { OdtBlocks } from './odt-blocks.js';
import {
  annotationsXml,
  FONTS,
  manifestPart,
  metaPart,
  ODF_NAMESPACES,
  ODT_TYPE,
  stylesPart,
} from './odt-parts.js';
import { OdtState } from './odt-state.js';

/** An OpenDocument text (ODF 1.3). The same document and options give the same bytes. */
export function writeOdt(
  { blocks, remarks, titles, numberedFrom }: Flow,
  options: ExportOptions,
): Uint8Array {
  const annotations = remarks.map((remark, index) => {
    const names = remark.said.map(
      (_, at) => `comment${String(index + 1)}${at === 0 ? '' : `-${String(at)}`}`,
    );
    return [remark.id, { names, xml: annotationsXml(names, remark, options) }] as const;
  });
  const state = new OdtState(options, new Map(annotations));
  const body = new OdtBlocks(state, titles, numberedFrom !== null).write(blocks);
  const changes =
    state.regions.length === 0 ? '' : element('text:tracked-changes', {}, state.regions.join(''));
  const content = element(
    'office:document-content',
    ODF_NAMESPACES,
    FONTS +
      element('office:automatic-styles', {}, state.automaticStyles()) +
      element('office:body', {}, element('office:text', {}, changes + body)),
  );
  const files = new Map<string, string | Uint8Array>([
    ['mimetype', ODT_TYPE],
    ['META-INF/manifest.xml', manifestPart(state.media)],
    ['meta.xml', metaPart(options)],
    ['styles.xml', stylesPart(options, numberedFrom)],
    ['content.xml', XML_HEAD + content],
  ]);
  for (const [name, { bytes }] of state.media) files.set(name, bytes);
  return writePackage(files, ['mimetype']);
}
