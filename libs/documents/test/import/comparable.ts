import type { ProseMark, ProseNode } from '@maroquin/prose';

/** Attributes whose values change with each file, or that only the editor needs. */
const OWN = new Set(['id', 'src', 'colwidth', 'language', 'type', 'title', 'breakChange', 'blockChange']);

/**
 * A document as lines that two of them can be compared by: its structure by indentation, and its text in as few pieces
 * as it has formats. What no file keeps (ids of changes, how text is cut) is left out.
 */
export function comparable(node: ProseNode, depth = 0): string[] {
  const { type, content = [] } = node;
  const line = `${'  '.repeat(depth)}${type}${attributesOf(node)}`;
  if (isLine(node)) return [`${line} ${joined(content).map(inlineOf).join('')}`];
  return [line, ...content.flatMap((child) => comparable(child, depth + 1))];
}

const isLine = ({ type }: ProseNode): boolean => ['paragraph', 'heading', 'codeBlock'].includes(type);

function attributesOf({ attrs = {} }: ProseNode): string {
  const isDefault = (name: string, value: unknown): boolean =>
    OWN.has(name) || value === null || (value === 1 && ['colspan', 'rowspan', 'start'].includes(name));
  const kept = Object.entries(attrs).filter(([name, value]) => !isDefault(name, value));
  return kept
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .sort()
    .join('');
}

function inlineOf(node: ProseNode): string {
  if (node.type !== 'text') {
    const inner = (node.content ?? []).flatMap((child) => comparable(child)).join('/');
    return `<${node.type}${attributesOf(node)}${inner === '' ? '' : ` ${inner}`}>`;
  }
  const marks = (node.marks ?? []).map(markOf).sort().join(' ');
  return marks === '' ? (node.text ?? '') : `{${marks}: ${node.text ?? ''}}`;
}

const markOf = ({ type, attrs = {} }: ProseMark): string => `${type}${attributesOf({ type, attrs })}`;

function joined(nodes: readonly ProseNode[]): ProseNode[] {
  const out: ProseNode[] = [];
  const key = ({ marks = [] }: ProseNode): string => marks.map(markOf).sort().join(' ');
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text' && key(node) === key(last))
      out[out.length - 1] = { ...last, text: (last.text ?? '') + (node.text ?? '') };
    else out.push(node);
  }
  return out;
}
