import type { Node } from '@tiptap/pm/model';
import type { BaseChild, BaseNode } from './base-text.js';

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
