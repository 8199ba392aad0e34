import { DOCUMENT_BOUNDS, leavesRoom, walkUpdate } from '@maroquin/coediting';
import {
  type DocumentKind,
  MOST_FIELDS,
  type SuppliedTemplate,
  type TemplatePreview,
} from '@maroquin/contracts';
import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import {
  copyContent,
  fieldsOf,
  type FieldValues,
  fillFields,
  fitsFilled,
  PROSE_ROOT,
  proseFromY,
  type ProseNode,
  proseToYUpdate,
  refusedFields,
  sourcesOf,
  SUPPLIED_TEMPLATES,
  textOf,
  withoutSuggestions,
} from '@maroquin/prose';
import { applyUpdate, Doc, encodeStateAsUpdate, mergeUpdates } from 'yjs';

refuseNetworkInThread();

/** Of what is put into fields, before any of it is built: forms that are all filled to their ends hold 800,000 units. */
const MOST_FILLED = { units: 5_000_000, lines: DOCUMENT_BOUNDS.parts / 2 };

interface Written {
  readonly kind: DocumentKind;
  readonly updates: readonly Uint8Array[];
}

export type TemplateRequest =
  | ({ readonly task: 'read' } & Written)
  | ({
      readonly task: 'copy';
      readonly values: FieldValues;
      /** New ids of pictures, by those of the document that is copied. */
      readonly pictures: ReadonlyMap<string, string>;
    } & Written)
  | {
      readonly task: 'supplied';
      readonly supplied: SuppliedTemplate;
      readonly values: FieldValues;
      /** What stands over it, with new ids of its pictures; null: nothing. */
      readonly head: {
        readonly updates: readonly Uint8Array[];
        readonly pictures: ReadonlyMap<string, string>;
      } | null;
    };

/** What a new document begins with, or why it cannot. */
export type NewContent =
  | {
      readonly update: Uint8Array;
      /** Pictures that are shown in it, by their ids in the document that was copied. */
      readonly pictures: readonly string[];
    }
  /** Places of the fields, in the order of the form, that cannot hold their values. */
  | { readonly refused: readonly number[] }
  | 'too-large';

export interface TemplateAnswers {
  readonly read: TemplatePreview;
  readonly copy: NewContent;
  readonly supplied: NewContent;
}

/** Runs in a worker thread, as everything that builds a Y.Doc of foreign bytes. */
export default function templateInWorker(request: TemplateRequest): TemplateAnswers[TemplateRequest['task']] {
  if (request.task === 'supplied') return supplied(request);
  const ydoc = opened(request.updates);
  if (request.kind === 'text') {
    const text = ydoc.getText('text').toJSON();
    return request.task === 'read' ? { fields: [], text } : asText(text);
  }
  // A suggestion is for those who write the original, under the name of whoever made it.
  const doc = withoutSuggestions(proseFromY(ydoc));
  if (request.task === 'read') return { fields: fieldsOf(doc).slice(0, MOST_FIELDS), text: textOf(doc) };
  const { pictures } = sourcesOf(doc);
  return filled(copyContent(doc, request.pictures), request.values, pictures);
}

function supplied({
  supplied: wanted,
  values,
  head,
}: TemplateRequest & { readonly task: 'supplied' }): NewContent {
  const template = SUPPLIED_TEMPLATES[wanted];
  if (head === null) return filled(template, values);
  const above = withoutSuggestions(proseFromY(opened(head.updates)));
  const { pictures } = sourcesOf(above);
  const content = [...(copyContent(above, head.pictures).content ?? []), ...(template.content ?? [])];
  return filled({ ...template, content }, values, pictures);
}

function filled(template: ProseNode, values: FieldValues, pictures: readonly string[] = []): NewContent {
  const fields = fieldsOf(template);
  const refused = refusedFields(fields, values);
  if (refused.length > 0)
    return { refused: refused.map((label) => fields.findIndex((one) => one.label === label)) };
  if (!fitsFilled(template, values, MOST_FILLED)) return 'too-large';
  return withRoom({ update: proseToYUpdate(fillFields(template, values)), pictures });
}

function asText(text: string): NewContent {
  const copy = new Doc();
  copy.getText('text').insert(0, text);
  return withRoom({ update: encodeStateAsUpdate(copy), pictures: [] });
}

/** Who opened a document without room could not write in it any more. */
const withRoom = (content: { update: Uint8Array; pictures: readonly string[] }): NewContent =>
  leavesRoom(walkUpdate(content.update, null)) ? content : 'too-large';

function opened(updates: readonly Uint8Array[]): Doc {
  const doc = new Doc({ gc: true });
  doc.getText('text');
  doc.getXmlFragment(PROSE_ROOT);
  if (updates.length > 0) applyUpdate(doc, mergeUpdates([...updates]));
  return doc;
}
