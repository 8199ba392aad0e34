/** The button that was pressed is gone with its line: the focus goes to the page. */
export const focusContent = (): void => document.getElementById('contenu')?.focus({ preventScroll: true });
