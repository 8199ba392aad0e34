/** The editor is the heavy part (Tiptap, Yjs): it comes with the first document opened. */
export const loadEditorPage = async () => {
  const { EditorPage } = await import('./page/editor-page.js');
  return { Component: EditorPage };
};
