import type { Node } from '@tiptap/pm/model';
import { XmlElement, type XmlFragment, XmlText } from 'yjs';
import { proseSchema } from '../schema.js';
import type { BaseChild, BaseMark, BaseNode } from './base-text.js';

/** The blocks of the editor's document. Nodes never change, so each is its own key. */
export function blocksOfNode(doc: Node): readonly BaseNode[] {
  const known = trees.get(doc);
  if (known !== undefined) return known;
  const blocks: BaseNode[] = [];
  doc.forEach((child) => blocks.push(treeOf(child)));
  trees.set(doc, blocks);
  return blocks;
}
const trees = new WeakMap<Node, readonly BaseNode[]>();
const nodes = new WeakMap<Node, BaseNode>();

function treeOf(node: Node): BaseNode {
  const known = nodes.get(node);
  if (known !== undefined) return known;
  const tree: BaseNode = {
    name: node.type.name,
    attrs: node.attrs,
    isTextblock: node.isTextblock,
    key: node,
    // Read when it is compared: most of a document never is.
    get children() {
      const children: BaseChild[] = [];
      node.forEach((child) =>
        children.push(
          child.isText
            ? {
                text: child.text ?? '',
                marks: child.marks.map(({ type, attrs }) => ({ type: type.name, attrs })),
              }
            : treeOf(child),
        ),
      );
      return children;
    },
  };
  nodes.set(node, tree);
  return tree;
}

/** The blocks of a document in Yjs; what changed since the last call is read again, and nothing else. */
export class YBlocks {
  private readonly known = new WeakMap<object, BaseNode>();

  constructor(private readonly root: XmlFragment) {
    root.observeDeep((events) => {
      for (const { target } of events) {
        let type: unknown = target;
        while (type instanceof XmlElement || type instanceof XmlText) {
          if (type instanceof XmlElement) this.known.delete(type);
          type = type.parent;
        }
      }
    });
  }

  read(): readonly BaseNode[] {
    const blocks: BaseNode[] = [];
    for (const child of this.root.toArray()) {
      if (!(child instanceof XmlElement)) continue;
      const known = this.known.get(child) ?? readElement(child);
      this.known.set(child, known);
      blocks.push(known);
    }
    return blocks;
  }
}

const isTextblock = (name: string): boolean => proseSchema.nodes[name]?.isTextblock === true;

function readElement(element: XmlElement): BaseNode {
  const attrs: Record<string, unknown> = element.getAttributes();
  const children: BaseChild[] = [];
  for (const child of element.toArray())
    if (child instanceof XmlElement) children.push(readElement(child));
    else if (child instanceof XmlText) children.push(...readText(child));
  const name = element.nodeName;
  const node = { name, attrs, children, isTextblock: isTextblock(name) };
  return { ...node, key: JSON.stringify(node) };
}

function* readText(text: XmlText): Generator<BaseChild> {
  for (const { insert, attributes = {} } of text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[])
    yield {
      text: typeof insert === 'string' ? insert : JSON.stringify(insert),
      marks: Object.entries(attributes).map(([key, attrs]): BaseMark => ({ type: nameOf(key), attrs })),
    };
}

/** y-prosemirror adds a hash to the name of a mark that may lie twice on a text. */
const nameOf = (key: string): string => key.replace(/--[a-zA-Z0-9+/=]{8}$/, '');
