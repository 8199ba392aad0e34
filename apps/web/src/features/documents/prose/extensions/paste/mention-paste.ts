import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { mentionOf } from '@maroquin/prose';

/** Mentions that come from elsewhere become words: whoever pastes a text did not mean to call the people in it. */
export const MentionPaste = Extension.create({
  name: 'mentionPaste',
  addProseMirrorPlugins() {
    const cut = new Set<string>();
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            cut: ({ state }) => {
              for (const id of mentionsIn(state.selection.content().content)) cut.add(id);
              return false;
            },
          },
          transformPasted: (slice, { state }) => ownMentions(slice, state.doc.content, cut),
        },
      }),
    ];
  },
});

function mentionsIn(content: Fragment): ReadonlySet<string> {
  const ids = new Set<string>();
  content.descendants((node) => {
    const id = node.type.name === 'mention' ? mentionOf(node.attrs)?.id : undefined;
    if (id !== undefined) ids.add(id);
  });
  return ids;
}

/** What is pasted, with names in place of the mentions that neither stand in the text nor were cut out of it. */
export function ownMentions(slice: Slice, text: Fragment, cut: ReadonlySet<string> = new Set()): Slice {
  if (mentionsIn(slice.content).size === 0) return slice;
  const own = mentionsIn(text);
  const replaced = (node: Node): Node[] => {
    if (node.type.name !== 'mention') return [node.isText ? node : node.copy(inside(node.content))];
    const mentioned = mentionOf(node.attrs);
    if (mentioned === null) return [];
    const isOwn = own.has(mentioned.id) || cut.has(mentioned.id);
    return isOwn ? [node] : [node.type.schema.text(`@${mentioned.name}`, node.marks)];
  };
  const inside = (content: Fragment): Fragment => {
    const nodes: Node[] = [];
    content.forEach((node) => nodes.push(...replaced(node)));
    return Fragment.fromArray(nodes);
  };
  return new Slice(inside(slice.content), slice.openStart, slice.openEnd);
}
