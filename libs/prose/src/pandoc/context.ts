import type { NodeChange } from '../common/change-attributes.js';
import type { ImportedRemark } from '../marks/comment.mark.js';
import type { ProseMark } from '../common/prose-json.js';
import { PandocShapeError, plainOf, elementsOf, type PandocAttr } from './ast.js';
import { LossCounter, type LossKind } from './loss.js';

/** A comment of the file; its anchor is the mark `comment` with the same id. */
export interface ImportedComment extends ImportedRemark {
  id: string;
  /** Id of the comment that it answers. */
  answers?: string | undefined;
  resolved?: boolean;
}

/** A picture with its `src`, or why it has none: it then keeps its place and its description. */
export type ImportedImage = { src: string } | { lost: 'image' | 'linkedImage' };

export interface PandocImportOptions {
  /** What becomes of a picture of the file. Without it no picture is carried over. */
  image?: (name: string) => ImportedImage;
  /** The author's name as stored in marks. Default: `external:<name>`, which can be nobody's id. */
  author?: (name: string) => string;
}

/** A comment is a remark; one mark on each piece of its text carries it. */
const MAX_REMARK_CHARS = 10_000;
/** No real document nests deeper; a stack overflow must not be how a hostile one ends. */
const MAX_DEPTH = 60;

export class ImportContext {
  readonly loss = new LossCounter();
  readonly comments = new Map<string, ImportedComment>();
  private readonly open = new Set<string>();
  private changes = 0;
  private depth = 0;

  constructor(
    private readonly options: PandocImportOptions,
    /** Comments whose end is in the document: one that never ends would cover everything after it. */
    private readonly ending: ReadonlySet<string>,
  ) {}

  lost(kind: LossKind): void {
    this.loss.add(kind);
  }

  /** @throws PandocShapeError when the structure is nested too deeply. */
  nested<T>(work: () => T): T {
    if (this.depth >= MAX_DEPTH) throw new PandocShapeError('nested too deeply');
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }

  /** The `src` of the picture, or null after counting the loss. */
  image(name: string): string | null {
    const image = this.options.image?.(name) ?? { lost: 'image' };
    if ('src' in image) return image.src;
    this.lost(image.lost);
    return null;
  }

  changeOf(attr: PandocAttr): Omit<NodeChange, 'kind'> {
    this.changes += 1;
    return { id: `import-${this.changes}`, author: this.authorOf(attr), date: attr.pairs.get('date') ?? '' };
  }

  startComment(attr: PandocAttr, body: unknown): void {
    const number = attr.pairs.get('id') ?? '';
    const id = commentId(number);
    this.comments.set(id, {
      id,
      author: this.authorOf(attr),
      date: attr.pairs.get('date') ?? '',
      text: plainOf(elementsOf(body)).slice(0, MAX_REMARK_CHARS),
    });
    if (this.ending.has(number)) this.open.add(id);
  }

  endComment(attr: PandocAttr): void {
    this.open.delete(commentId(attr.pairs.get('id') ?? ''));
  }

  commentMarks(): ProseMark[] {
    return [...this.open].map((id) => {
      const { author = '', date = '', text = '' } = this.comments.get(id) ?? {};
      return { type: 'comment', attrs: { id, imported: { author, date, text } } };
    });
  }

  /** A note is another text: comments that are open around it do not cover it. */
  outsideComments<T>(work: () => T): T {
    const around = [...this.open];
    this.open.clear();
    try {
      return work();
    } finally {
      this.open.clear();
      for (const id of around) this.open.add(id);
    }
  }

  private authorOf(attr: PandocAttr): string {
    const name = attr.pairs.get('author') ?? '';
    return this.options.author?.(name) ?? `external:${name}`;
  }
}

function commentId(number: string): string {
  return `comment-${number}`;
}

/** The ids of the comments that end somewhere below `value`. Iterative: the depth is not ours. */
export function endingComments(value: unknown): Set<string> {
  const found = new Set<string>();
  const todo: unknown[] = [value];
  while (todo.length > 0) {
    const item = todo.pop();
    if (Array.isArray(item)) {
      const parts: unknown[] = item;
      const [, classes, pairs] = parts;
      if (Array.isArray(classes) && classes.includes('comment-end') && Array.isArray(pairs)) {
        for (const pair of pairs) if (Array.isArray(pair) && pair[0] === 'id') found.add(String(pair[1]));
      }
      for (const child of parts) todo.push(child);
    } else if (typeof item === 'object' && item !== null) {
      for (const child of Object.values(item)) todo.push(child);
    }
  }
  return found;
}
