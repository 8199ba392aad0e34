import { cleanWordHtml } from './word-paste.js';

/** What a page shows to nobody, or does instead of saying something. */
const UNSEEN = 'script,style,noscript,template,[hidden],[style*="display:none" i],[style*="display: none" i]';
const NOT_TEXT =
  'button,select,option,input:not([type="checkbox"]),nav[role="navigation"],svg,iframe,object,embed';
/** Notes as Word and LibreOffice put them on the clipboard: a call that leads to a block at the end. */
const CALLS = 'a[href^="#_ftn"],a[href^="#_edn"],a.sdfootnoteanc,a.sdendnoteanc';
const BACK = 'a[href^="#_ftnref"],a[href^="#_ednref"],a.sdfootnotesym,a.sdendnotesym';

/**
 * HTML from elsewhere as the editor takes it: lists and notes of Word and LibreOffice become real ones, their page breaks
 * too, cells of a spreadsheet lose their padding, and what a page hides is not pasted. The schema then keeps only what a
 * document may hold. Browser only (DOMParser).
 */
export function cleanPastedHtml(html: string): string {
  // Copied here: nothing of it needs to be cleaned, and the editor finds its own marks in it.
  if (html.includes('data-pm-slice')) return html;
  const { body } = new DOMParser().parseFromString(cleanWordHtml(html), 'text/html');
  for (const element of body.querySelectorAll(`${UNSEEN},${NOT_TEXT}`)) element.remove();
  placeNotes(body);
  placePageBreaks(body);
  emptyBlanks(body);
  return body.innerHTML;
}

/** A blank line of an office program holds a no-break space, and so does an empty cell. */
function emptyBlanks(body: HTMLElement): void {
  for (const block of body.querySelectorAll('p,td,th'))
    if (block.textContent === '\u00a0' && block.querySelector('img') === null) block.textContent = '';
}

function placePageBreaks(body: HTMLElement): void {
  const breaks = body.querySelectorAll<HTMLElement>(
    'br[style*="page-break-before" i],br[clear="all"][style*="page" i]',
  );
  for (const line of breaks) {
    const made = body.ownerDocument.createElement('div');
    made.dataset['pageBreak'] = '';
    const block = line.closest('p') ?? line;
    block.before(made);
    line.remove();
    if (block !== line && block.textContent.trim() === '' && block.childElementCount === 0) block.remove();
  }
}

function placeNotes(body: HTMLElement): void {
  const used = new Set<Element>();
  for (const call of body.querySelectorAll<HTMLAnchorElement>(CALLS)) {
    if (call.matches(BACK)) continue;
    const note = noteOf(body, call);
    if (note === null) continue;
    used.add(note);
    const made = body.ownerDocument.createElement('span');
    made.dataset['footnote'] = '';
    const paragraphs = note.querySelectorAll('p');
    // Read as HTML again, a paragraph within a paragraph would end it: lines stand for them.
    for (const [index, paragraph] of [...paragraphs].entries()) {
      const copy = paragraph.cloneNode(true) as HTMLElement;
      for (const back of copy.querySelectorAll(BACK)) back.remove();
      trimStart(copy);
      if (index > 0) made.append(body.ownerDocument.createElement('br'));
      made.append(...copy.childNodes);
    }
    if (paragraphs.length > 0) (call.closest('sup') ?? call).replaceWith(made);
  }
  for (const note of used) note.remove();
  for (const rule of body.querySelectorAll(
    '[style*="mso-element:footnote-list" i],[style*="mso-element:endnote-list" i]',
  ))
    if (rule.textContent.trim() === '') rule.remove();
}

/** `#_ftn1` leads to the anchor in a block of that id, `#sdfootnote1sym` likewise. */
function noteOf(body: HTMLElement, call: HTMLAnchorElement): Element | null {
  const name = call.getAttribute('href')?.slice(1) ?? '';
  const anchor = body.querySelector(`a[name="${CSS.escape(name)}"]`);
  return anchor?.closest('div[id]') ?? null;
}

/** The blank between a note's number and its words. */
function trimStart(paragraph: HTMLElement): void {
  const first = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  if (first !== null) first.textContent = (first.textContent ?? '').replace(/^[\s\u00a0]+/u, '');
}
