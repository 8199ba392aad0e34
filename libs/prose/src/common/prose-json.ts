/** ProseMirror's own JSON shape, as it is stored, sent and mapped. Validity is the schema's business: see `checkProse`. */
export interface ProseMark {
  type: string;
  attrs?: Record<string, unknown>;
}

export interface ProseNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: ProseNode[];
  marks?: ProseMark[];
  text?: string;
}
