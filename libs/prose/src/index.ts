export { attachmentIdOf, attachmentRef } from './attachments.js';
export { nodeChangeOf, type NodeChange } from './change-attributes.js';
export { proseExtensions, type ProseOptions } from './extensions.js';
export { safeHref } from './links.js';
export { type AttachmentUrl } from './nodes/image.node.js';
export { type ProseMark, type ProseNode } from './prose-json.js';
export { PROSE_ROOT, checkProse, proseSchema } from './schema.js';
export { textOf, type TextOptions } from './text.js';
export { proseFromY, proseToYUpdate, type ToYOptions } from './yjs.js';
