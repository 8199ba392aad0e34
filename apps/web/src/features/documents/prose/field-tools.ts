import { LayoutTemplate, TextCursorInput } from 'lucide-react';
import type { Tool } from './tools.js';

/** Their acts are in dialogues. */
export const fieldTools = (
  open: (dialog: { kind: 'field' } | { kind: 'fill'; label: null }) => void,
): Tool[] => [
  {
    id: 'field',
    icon: TextCursorInput,
    label: 'template.field',
    rank: 3,
    canRun: () => true,
    run: () => open({ kind: 'field' }),
  },
  {
    id: 'fillFields',
    icon: LayoutTemplate,
    label: 'template.fill',
    rank: 3,
    canRun: () => true,
    run: () => open({ kind: 'fill', label: null }),
  },
];
