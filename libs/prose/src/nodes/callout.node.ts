import { Node } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      /** Puts the selected blocks in a frame of this kind, changes its kind, or takes them out of it. */
      toggleCallout: (kind: CalloutKind) => ReturnType;
    };
  }
}

export const CALLOUT_KINDS = ['info', 'warning'] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];

/** The first kind for anything that is none: attributes arrive from other people's clients. */
export const calloutKindOf = (value: unknown): CalloutKind =>
  CALLOUT_KINDS.find((kind) => kind === value) ?? 'info';

/** Blocks in a frame, to be seen: an information, or something to beware of. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    kind: {
      default: 'info',
      parseHTML: (element: object) => calloutKindOf(attributeOf(element, 'data-callout')),
      renderHTML: ({ kind }: Record<string, unknown>) => ({ 'data-callout': calloutKindOf(kind) }),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-callout]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, role: 'note' }, 0],
  addCommands() {
    return {
      toggleCallout:
        (kind) =>
        ({ commands, editor }) => {
          if (editor.isActive(this.name, { kind })) return commands.lift(this.name);
          if (editor.isActive(this.name)) return commands.updateAttributes(this.name, { kind });
          return commands.wrapIn(this.name, { kind });
        },
    };
  },
});
