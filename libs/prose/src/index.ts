export { attachmentIdOf, attachmentRef } from './common/attachments.js';
export { nodeChangeOf, type NodeChange } from './common/change-attributes.js';
export { proseExtensions, type ProseOptions } from './extensions.js';
export { commentIdsOf, markComment, type SelectedWords, unmarkComments } from './comment-marks.js';
export { type ExportLoss, lossSentence } from './export/flow/export-losses.js';
export {
  exportPdfSource,
  exportProse,
  type ExportedFile,
  lossesOf,
  type WrittenFormat,
} from './export/export-prose.js';
export { type PdfContent, type PdfSource } from './export/pdf/pdf-content.js';
export { unguardedRemark } from './export/flow/remark-words.js';
export { isMissingPicture } from './export/flow/stored-picture.js';
export { type ExportOptions, type ExportPicture, type ExportThread } from './export/flow/options.js';
export { sourcesOf, type ProseSources } from './export/sources.js';
export { safeHref } from './common/links.js';
export { importedRemarkOf, type ImportedRemark } from './marks/comment.mark.js';
export { HIGHLIGHT_COLOURS, type HighlightColour, INK_COLOURS, type InkColour } from './marks/colour.mark.js';
export { CONTENTS_TAG } from './export/flow/words.js';
export { CONTENTS_DEPTH } from './nodes/table-of-contents.node.js';
export { headingNumbers } from './common/heading-numbers.js';
export { indentOf, MAX_INDENT } from './common/indent.js';
export { CALLOUT_KINDS, type CalloutKind, calloutKindOf } from './nodes/callout.node.js';
export { mentionOf } from './nodes/mention.node.js';
export { internalPathIn, internalPathOf, internalTargetOf } from './nodes/internal-link.node.js';
export { type NamedResources, namedIn } from './named-resources.js';
export {
  type Field,
  type FieldKind,
  fieldOf,
  MAX_FIELD_LABEL,
  MAX_FIELD_OPTIONS,
} from './nodes/field.node.js';
export { copyContent } from './templates/copy-content.js';
export {
  fieldsOf,
  fillFields,
  type FieldValues,
  fitsFilled,
  refusedFields,
  wordsOf,
} from './templates/fill-fields.js';
export { SUPPLIED_TEMPLATES } from './templates/supplied/supplied-templates.js';
export { type TextAlignment, textAlignmentOf } from './common/text-align.js';
export { type AttachmentUrl } from './nodes/image.node.js';
export { type ImportedComment, type ImportedImage, type PandocImportOptions } from './pandoc/context.js';
export { LOSS_MESSAGES, LossCounter, type Loss, type LossKind } from './pandoc/loss.js';
export { pandocToProse, type PandocImport } from './pandoc/pandoc-to-prose.js';
export { rectangularTable, type TableCell } from './pandoc/tables.js';
export { PandocShapeError } from './pandoc/ast.js';
export { type ProseMark, type ProseNode } from './common/prose-json.js';
export { PROSE_ROOT, checkProse, proseSchema } from './schema.js';
export { signChanges } from './suggestions/sign-changes.js';
export { hasSameBase } from './suggestions/base-text.js';
export { YBlocks } from './suggestions/base-trees.js';
export { type ChangePart, listChanges, type PendingChange } from './suggestions/list-changes.js';
export { resolveChanges, resolvePass } from './suggestions/resolve-changes.js';
export { withoutSuggestions } from './suggestions/resolved.js';
export { trackTransaction, typeOutsideChanges } from './suggestions/track-transaction.js';
export { textOf, type TextOptions } from './text.js';
export { fillEmptyTextblocks } from './empty-textblocks.js';
export { proseFromY, proseToYUpdate, type ToYOptions } from './yjs.js';
