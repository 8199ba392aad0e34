/** The editor is the heavy part (Tiptap, Yjs): it comes with the first document opened. */
export const loadEditorPage = async () => {
  const { EditorPage } = await import('./page/editor-page.js');
  return { Component: EditorPage };
};

/** It shows a version as the editor would. */
export const loadCircuitVersionPage = async () => {
  const { CircuitVersionPage } = await import('./page/circuit-version-page.js');
  return { Component: CircuitVersionPage };
};

/** It carries the templates that come with the product. */
export const loadTemplatesPage = async () => {
  const { TemplatesPage } = await import('./templates/templates-page.js');
  return { Component: TemplatesPage };
};
