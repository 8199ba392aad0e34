import type { ProseNode } from '@maroquin/prose';

/** The box that pandoc and we write before the words of a task, and that the text of a document has there. */
const BOX = /^([☐☒])[ \u00a0]/u;

/** Lists of which every item begins with a box become lists of tasks. */
export function tasksFrom(node: ProseNode): ProseNode {
  if (node.content === undefined) return node;
  const inside = { ...node, content: node.content.map(tasksFrom) };
  if (node.type !== 'bulletList' || !inside.content.every((item) => boxOf(item) !== null)) return inside;
  return { type: 'taskList', content: inside.content.map(taskOf) };
}

const firstText = (item: ProseNode): ProseNode | undefined => {
  const [line] = item.content ?? [];
  return line?.type === 'paragraph' ? line.content?.[0] : undefined;
};

const boxOf = (item: ProseNode): string | null => BOX.exec(firstText(item)?.text ?? '')?.[1] ?? null;

function taskOf(item: ProseNode): ProseNode {
  const [line, ...rest] = item.content ?? [];
  const [first, ...others] = line?.content ?? [];
  const words = first?.text?.replace(BOX, '') ?? '';
  const content = [...(words === '' || first === undefined ? [] : [{ ...first, text: words }]), ...others];
  const { content: _, ...empty } = line ?? { type: 'paragraph' };
  return {
    type: 'taskItem',
    attrs: { checked: boxOf(item) !== '☐' },
    content: [content.length > 0 ? { ...empty, content } : empty, ...rest],
  };
}
