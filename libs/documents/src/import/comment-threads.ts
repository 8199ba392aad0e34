import { COMMENTED_WORDS_MAX, COMMENTS_OF_PERSON_MAX, MESSAGE_MAX_LENGTH } from '@maroquin/contracts';
import type { ImportedThread } from '@maroquin/messaging';
import { type ImportedComment, type ProseMark, type ProseNode, unguardedRemark } from '@maroquin/prose';

const OUTSIDE = /^external:/;

/** Comments of a file as threads, and the document whose marks are theirs. */
export interface Threaded {
  readonly doc: ProseNode;
  readonly threads: readonly ImportedThread[];
  /** Replies beyond what a thread, or a file, may bring. */
  readonly lostReplies: number;
  /** Comments of which no words are in the document. */
  readonly lostThreads: number;
}

/** Nobody reads further; and each is sealed and written in the transaction that makes the document. */
const REPLIES_OF_THREAD_MAX = 200;
const REPLIES_MAX = 5_000;

/**
 * Makes threads of a file's comments: each with the comments that answer it. Comments without words, and those beyond
 * what one person may begin, stay in their marks.
 */
export function threadedComments(
  doc: ProseNode,
  comments: readonly ImportedComment[],
  newId: () => string,
): Threaded {
  const roots = new Map<string, string>();
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const threads = new Map<string, ImportedThread & { said: ImportedThread['said'][number][] }>();
  let [replies, lostReplies] = [0, 0];
  for (const comment of comments) {
    const root = rootOf(comment, byId);
    const isKnown = threads.has(root.id);
    if (!isKnown && (root.text.trim() === '' || threads.size >= COMMENTS_OF_PERSON_MAX)) continue;
    if (!isKnown)
      threads.set(root.id, { id: newId(), words: '', resolved: root.resolved ?? false, said: [said(root)] });
    roots.set(comment.id, root.id);
    const thread = threads.get(root.id);
    if (thread === undefined || comment === root || comment.text.trim() === '') continue;
    if (replies >= REPLIES_MAX || thread.said.length > REPLIES_OF_THREAD_MAX) {
      lostReplies += 1;
      continue;
    }
    replies += 1;
    thread.said.push(said(comment));
  }
  const words = new Map<string, string>();
  const marked = withThreads(doc, (mark, text) => {
    const id = String(mark.attrs?.['id']);
    const root = roots.get(id);
    const thread = root === undefined ? undefined : threads.get(root);
    if (root === undefined || thread === undefined) return [mark];
    if (root !== id) return [];
    words.set(root, `${words.get(root) ?? ''}${text}`.slice(0, COMMENTED_WORDS_MAX));
    return [{ ...mark, attrs: { id: thread.id, imported: null } }];
  });
  // What is said of no words of the text has no place there.
  const placed = [...threads].flatMap(([id, thread]) => {
    const found = words.get(id);
    return found === undefined ? [] : [{ ...thread, words: found }];
  });
  return { doc: marked, threads: placed, lostReplies, lostThreads: threads.size - placed.length };
}

const MAX_ANSWERS = 100;

/** The comment that a chain of answers begins with. */
function rootOf(comment: ImportedComment, byId: ReadonlyMap<string, ImportedComment>): ImportedComment {
  let root = comment;
  for (let turn = 0; turn < MAX_ANSWERS && root.answers !== undefined; turn += 1)
    root = byId.get(root.answers) ?? { ...root, answers: undefined };
  return byId.get(root.id) ?? comment;
}

function said({ author, date, text }: ImportedComment): ImportedThread['said'][number] {
  const at = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(date) ? date : `${date}Z`);
  const iso = Number.isNaN(at.getTime()) ? null : at.toISOString();
  return {
    author: author.replace(OUTSIDE, '').slice(0, 200),
    // RFC 3339 writes a year with four digits.
    at: iso !== null && /^\d{4}-/.test(iso) ? iso : null,
    text: unguardedRemark(text.trim()).slice(0, MESSAGE_MAX_LENGTH),
  };
}

function withThreads(node: ProseNode, markOf: (mark: ProseMark, text: string) => ProseMark[]): ProseNode {
  const { marks, content } = node;
  return {
    ...node,
    ...(marks !== undefined && {
      marks: marks.flatMap((mark) => (mark.type === 'comment' ? markOf(mark, node.text ?? '') : [mark])),
    }),
    ...(content !== undefined && { content: content.map((inner) => withThreads(inner, markOf)) }),
  };
}
