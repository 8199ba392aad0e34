import type { SuppliedTemplate } from '@maroquin/contracts';
import type { ProseNode } from '../../common/prose-json.js';
import { DELIBERATION } from './deliberation.js';
import { LETTER } from './letter.js';
import { MINUTES } from './minutes.js';
import { NOTE } from './note.js';
import { ORDER } from './order.js';

/** What comes with the product, in French, as French offices write. */
export const SUPPLIED_TEMPLATES: Readonly<Record<SuppliedTemplate, ProseNode>> = {
  note: NOTE,
  letter: LETTER,
  minutes: MINUTES,
  deliberation: DELIBERATION,
  order: ORDER,
};
