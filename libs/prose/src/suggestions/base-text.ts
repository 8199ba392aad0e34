/**
 * A document without one person's suggestions, in a form that compares: what their suggestions insert is left out, what
 * they delete is there. Two documents with the same base text differ in that person's suggestions alone.
 *
 * The form is flat: each paragraph is one entry with its words, its kind, and the lists, quotes and cells it lies in. A
 * paragraph whose end was inserted by a suggestion continues in the next, as rejecting the suggestion joins them.
 */
export interface BaseNode {
  readonly name: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly isTextblock: boolean;
  readonly children: readonly BaseChild[];
  /** Stands for everything in the node: equal keys are equal nodes. */
  readonly key: unknown;
}
export interface BaseText {
  readonly text: string;
  readonly marks: readonly BaseMark[];
}
export interface BaseMark {
  readonly type: string;
  readonly attrs: unknown;
}
export type BaseChild = BaseNode | BaseText;

/** A list, item, quote, table, row or cell that paragraphs lie in. */
interface Ancestor {
  readonly head: string;
}
interface OpenParagraph {
  readonly head: string;
  readonly path: readonly Ancestor[];
}

/** Text goes no further than its cell, and a table's cells are never joined. */
const ISOLATING = new Set(['table', 'tableRow', 'tableCell', 'tableHeader']);
/** Code takes no words of a paragraph, and stays apart from it. */
const CODE = 'codeBlock';
const CHANGE_MARKS = new Set(['insertion', 'deletion']);
const CHANGE_ATTRIBUTES = ['breakChange', 'blockChange'];

/** Whether two lists of a document's blocks have the same base text for this author; what both share is not read. */
export function hasSameBase(
  before: readonly BaseNode[],
  after: readonly BaseNode[],
  author: string,
): boolean {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from]?.key === after[from]?.key) from += 1;
  let tail = 0;
  while (tail < shortest - from && before.at(-1 - tail)?.key === after.at(-1 - tail)?.key) tail += 1;
  // A paragraph that continues in the next one is read together with it.
  while (from > 0 && isOpenEnded(before[from - 1], author)) from -= 1;
  while (tail > 0 && (isOpenEnded(before.at(-1 - tail), author) || isOpenEnded(after.at(-1 - tail), author)))
    tail -= 1;
  const part = (blocks: readonly BaseNode[]): string =>
    baseOf(blocks.slice(from, blocks.length - tail), author);
  return part(before) === part(after);
}

/** The base text of these blocks, as one string. */
export function baseOf(blocks: readonly BaseNode[], author: string): string {
  const reader = new BaseReader(author);
  for (const block of blocks) reader.block(block, []);
  return reader.end();
}

const isOpenEnded = (node: BaseNode | undefined, author: string): boolean => {
  if (node === undefined) return false;
  if (node.isTextblock) return isOwn(node.attrs['breakChange'], author, 'ins');
  const last = node.children.at(-1);
  if (isOwn(node.attrs['blockChange'], author, 'ins')) return true;
  return last !== undefined && 'name' in last && isOpenEnded(last, author);
};

const isOwn = (change: unknown, author: string, kind?: 'ins' | 'del'): boolean => {
  if (typeof change !== 'object' || change === null) return false;
  const { author: by, kind: is }: Record<string, unknown> = { ...change };
  return by === author && (kind === undefined || is === kind);
};

class BaseReader {
  private readonly entries: unknown[] = [];
  private paragraph: OpenParagraph | null = null;
  /** Alternately marks and what has them. */
  private inline: [marks: string, content: unknown][] = [];
  /** Ancestors that have an entry already. */
  private readonly entered = new Set<Ancestor>();
  /** By the ancestor that was joined into another. */
  private readonly joined = new Map<Ancestor, Ancestor>();

  constructor(private readonly author: string) {}

  end(): string {
    this.close();
    return JSON.stringify(this.entries);
  }

  block(node: BaseNode, path: readonly Ancestor[]): void {
    if (isOwn(node.attrs['blockChange'], this.author, 'ins')) return;
    if (node.isTextblock) return this.textblock(node, path);
    const isBarrier = ISOLATING.has(node.name) || node.children.length === 0;
    if (isBarrier) this.close();
    const ancestor = { head: this.headOf(node) };
    if (node.children.length === 0) this.entries.push([this.enter(path), ancestor.head]);
    for (const child of node.children) if ('name' in child) this.block(child, [...path, ancestor]);
    if (isBarrier) this.close();
  }

  private textblock(node: BaseNode, path: readonly Ancestor[]): void {
    if (node.name === CODE) this.close();
    if (this.paragraph === null) this.paragraph = { head: this.headOf(node), path };
    else this.join(this.paragraph.path, path);
    for (const child of node.children) this.child(child);
    if (!isOwn(node.attrs['breakChange'], this.author, 'ins')) this.close();
    // Nothing of it is left: the next paragraph keeps its own kind and place.
    else if (this.inline.length === 0) this.paragraph = null;
  }

  private child(child: BaseChild): void {
    if ('name' in child) {
      if (isOwn(child.attrs['blockChange'], this.author, 'ins')) return;
      const content = baseOf(
        child.children.filter((inner) => 'name' in inner),
        this.author,
      );
      this.inline.push(['', [this.headOf(child), content]]);
      return;
    }
    const isMine = (mark: BaseMark, type: string): boolean =>
      mark.type === type && isOwn(mark.attrs, this.author);
    // Words have one who inserted them. Where they name another as well, that one's name was put there, and they count.
    const inserted = child.marks.filter(({ type }) => type === 'insertion');
    const isOwnInsertion = inserted.length > 0 && inserted.every((mark) => isMine(mark, 'insertion'));
    if (child.text === '' || isOwnInsertion) return;
    const marks = JSON.stringify(
      child.marks
        .filter((mark) => !isMine(mark, 'deletion'))
        .map(({ type, attrs }) => JSON.stringify([type, CHANGE_MARKS.has(type) ? fieldsOf(attrs) : attrs]))
        .sort(),
    );
    const last = this.inline.at(-1);
    if (last?.[0] === marks && typeof last[1] === 'string') last[1] += child.text;
    else this.inline.push([marks, child.text]);
  }

  /** Rejecting the break between two paragraphs makes one of the lists and items that they lie in as well. */
  private join(first: readonly Ancestor[], second: readonly Ancestor[]): void {
    for (const [depth, ancestor] of second.entries()) {
      const other = first[depth];
      if (other?.head !== ancestor.head) return;
      if (other !== ancestor) this.joined.set(ancestor, this.rootOf(other));
    }
  }

  private rootOf(ancestor: Ancestor): Ancestor {
    let root = ancestor;
    for (let next = this.joined.get(root); next !== undefined && next !== root; next = this.joined.get(root))
      root = next;
    return root;
  }

  private close(): void {
    const { paragraph, inline } = this;
    if (paragraph !== null) this.entries.push([this.enter(paragraph.path), paragraph.head, inline]);
    this.paragraph = null;
    this.inline = [];
  }

  private enter(path: readonly Ancestor[]): [head: string, isNew: boolean][] {
    return path.map((ancestor) => {
      const root = this.rootOf(ancestor);
      const isNew = !this.entered.has(root);
      this.entered.add(root);
      return [root.head, isNew];
    });
  }

  private headOf({ name, attrs }: BaseNode): string {
    const kept = Object.entries(attrs).filter(
      ([key, value]) =>
        value !== null &&
        value !== undefined &&
        !(CHANGE_ATTRIBUTES.includes(key) && isOwn(value, this.author)),
    );
    return JSON.stringify([name, kept.sort(([a], [b]) => (a < b ? -1 : 1))]);
  }
}

/** In one order, whoever wrote them. */
const fieldsOf = (attrs: unknown): unknown =>
  typeof attrs === 'object' && attrs !== null
    ? Object.entries(attrs).sort(([a], [b]) => (a < b ? -1 : 1))
    : attrs;
