/** The editor is the heavy part (Tiptap, Yjs): it comes with the first document opened. */
export const loadEditorPage = async () => {
  const { EditorPage } = await import('./page/editor-page.js');
  return { Component: EditorPage };
};

/** It carries the templates that come with the product. */
export const loadTemplatesPage = async () => {
  const { TemplatesPage } = await import('./templates/templates-page.js');
  return { Component: TemplatesPage };
};
