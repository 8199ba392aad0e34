import { commentSchema, commentsSchema, type CommentView, type CreateComment } from '@maroquin/contracts';
import * as Y from 'yjs';
import { CollabClient } from './collab-client.js';
import type { HttpClient } from './http-client.js';
import { until } from './until.js';

/** Paragraphs of a document, written by somebody who may. */
export async function writeParagraphs(
  http: HttpClient,
  id: string,
  lines: readonly string[],
): Promise<CollabClient> {
  const client = new CollabClient(http, id);
  await until(() => client.synced, 'the document is open');
  await client.edit((doc) => {
    const paragraphs = lines.map((line) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    });
    doc.getXmlFragment('prose').push(paragraphs);
  });
  return client;
}

/** The text of a paragraph that writeParagraphs wrote. */
export function paragraphOf(doc: Y.Doc, number: number): Y.XmlText {
  const paragraph = doc.getXmlFragment('prose').get(number);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no such paragraph');
  return text;
}

/** Words of one paragraph, selected as the editor does. */
export function select(doc: Y.Doc, number: number, words: string): Omit<CreateComment, 'text'> {
  const text = paragraphOf(doc, number);
  const at = plain(text).indexOf(words);
  if (at < 0) throw new Error('no such words');
  const position = (index: number): CreateComment['from'] => {
    const { type, item, assoc } = Y.createRelativePositionFromTypeIndex(text, index, 0);
    return {
      ...(type !== null && { type: { ...type } }),
      ...(item !== null && { item: { ...item } }),
      assoc,
    };
  };
  return { from: position(at), to: position(at + words.length), words };
}

const plain = (text: Y.XmlText): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => String(insert)).join('');

/** Words that a comment's mark lies on, by the comment's id. */
export function markedWords(doc: Y.Doc, number: number): Map<string, string> {
  const found = new Map<string, string>();
  const runs = paragraphOf(doc, number).toDelta() as {
    insert: string;
    attributes?: Record<string, { id?: string }>;
  }[];
  for (const { insert, attributes = {} } of runs)
    for (const [key, { id = '' }] of Object.entries(attributes))
      if (key.startsWith('comment--')) found.set(id, (found.get(id) ?? '') + insert);
  return found;
}

export const commentsOf = async (http: HttpClient, documentId: string): Promise<CommentView[]> =>
  (await http.get(commentsSchema, `/documents/${documentId}/comments`)).items;

export const changeComment = (
  http: HttpClient,
  documentId: string,
  { id, version }: Pick<CommentView, 'id' | 'version'>,
  body: object,
): Promise<CommentView> =>
  http.json(commentSchema, 'PATCH', `/documents/${documentId}/comments/${id}`, body, {
    'if-match': `"${String(version)}"`,
  });
