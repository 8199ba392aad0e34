import type { ProseNode } from '../common/prose-json.js';
import { documentBlocksOf } from './ast.js';
import { blocksOf } from './blocks.js';
import { endingComments, ImportContext, type ImportedComment, type PandocImportOptions } from './context.js';
import type { Loss } from './loss.js';

export interface PandocImport {
  doc: ProseNode;
  comments: ImportedComment[];
  loss: Loss[];
}

/**
 * Maps pandoc's JSON, written with `--track-changes=all`, to a document. No DOM.
 * Check the result with `checkProse` before it is kept. @throws PandocShapeError when it is not pandoc's JSON.
 */
export function pandocToProse(ast: unknown, options: PandocImportOptions = {}): PandocImport {
  const context = new ImportContext(options, endingComments(ast));
  const content = blocksOf(context, documentBlocksOf(ast));
  return {
    doc: { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] },
    comments: [...context.comments.values()],
    loss: context.loss.list(),
  };
}
