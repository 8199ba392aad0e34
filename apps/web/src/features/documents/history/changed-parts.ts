import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { VersionChange } from '@maroquin/contracts';
import type { HueBook } from '../writing/hues.js';

/** "Ajouté par Nadia, 24 novembre, 11:20" */
export type DescribeVersionChange = (change: VersionChange) => string;

/** What a person changed, in that person's hue; what nobody is known for, in none. */
export const classOfChange = ({ kind, personId }: VersionChange, hues: HueBook): string =>
  `mq-${kind === 'insertion' ? 'ins' : 'del'} ${personId === null ? 'hue-none' : `hue-${String(hues.of(personId))}`}`;

export const tagOfChange = ({ kind }: VersionChange): 'ins' | 'del' => (kind === 'insertion' ? 'ins' : 'del');

const decorate = (
  doc: Node,
  changes: readonly VersionChange[],
  hues: HueBook,
  describe: DescribeVersionChange,
): DecorationSet => {
  const decorations: Decoration[] = [];
  changes.forEach((change, index) => {
    const to = Math.min(change.to, doc.content.size);
    const shared = { title: describe(change), 'data-version-change': String(index) };
    const className = classOfChange(change, hues);
    decorations.push(
      Decoration.inline(change.from, to, { ...shared, nodeName: tagOfChange(change), class: className }),
    );
    doc.nodesBetween(change.from, to, (node, position) => {
      if (node.isText || !node.isLeaf) return;
      const block = className.replace(/^mq-/u, 'mq-block-');
      decorations.push(Decoration.node(position, position + node.nodeSize, { ...shared, class: block }));
    });
  });
  return DecorationSet.create(doc, decorations);
};

export interface ChangedPartsOptions {
  readonly changes: readonly VersionChange[];
  readonly hues: HueBook | null;
  readonly describe: DescribeVersionChange;
}

/** Shows in a version that is only read what was put in and taken out, by whom. */
export const ChangedParts = Extension.create<ChangedPartsOptions>({
  name: 'changedParts',
  addOptions: () => ({ changes: [], hues: null, describe: () => '' }),
  addProseMirrorPlugins() {
    const { changes, hues, describe } = this.options;
    if (hues === null || changes.length === 0) return [];
    return [
      new Plugin<DecorationSet>({
        state: {
          init: (_config, { doc }) => decorate(doc, changes, hues, describe),
          apply: (tr, set) => set.map(tr.mapping, tr.doc),
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
      }),
    ];
  },
});
