/** One list being rebuilt, and the deeper ones inside it. */
interface OpenList {
  readonly element: HTMLElement;
  readonly level: number;
  readonly ordered: boolean;
  readonly list: string;
}

const FROM_WORD = /urn:schemas-microsoft-com:office|mso-list|class="?Mso/iu;
const LIST_STYLE = /mso-list:\s*l(\d+)\s+level(\d+)/iu;
const ORDERED = /^\(?[0-9a-zA-Z]{1,4}[.)]$/u;

/**
 * Cleans what Word puts on the clipboard: list items arrive as paragraphs with the bullet as text, so real lists are
 * rebuilt from their levels. Anything else passes unchanged; the schema then keeps only what a document may hold.
 * Browser only (DOMParser).
 */
export const cleanWordHtml = (html: string): string => {
  if (!FROM_WORD.test(html)) return html;
  const marked = html
    .replace(/<!\[if !supportLists\]>([\s\S]*?)<!\[endif\]>/giu, '<span data-bullet>$1</span>')
    .replace(/<!\[if[^\]]*\]>|<!\[endif\]>/giu, '');
  const doc = new DOMParser().parseFromString(marked, 'text/html');
  for (const empty of doc.querySelectorAll('o\\:p')) empty.replaceWith(...empty.childNodes);
  let open: OpenList[] = [];
  for (const paragraph of doc.querySelectorAll<HTMLElement>('p,h1,h2,h3,h4,h5,h6')) {
    const style = LIST_STYLE.exec(paragraph.getAttribute('style') ?? '');
    const isItem = style !== null && paragraph.closest('li') === null;
    const outer = open[0]?.element;
    const follows = outer === undefined || outer.nextElementSibling === paragraph;
    if (!isItem || !follows) open = [];
    if (isItem) open = addItem(doc, open, paragraph, Number(style[2]), style[1] ?? '');
  }
  return doc.body.innerHTML;
};

/** Moves a paragraph into the list of its level, which is opened where needed; answers the lists that stay open. */
const addItem = (
  doc: Document,
  open: OpenList[],
  paragraph: HTMLElement,
  level: number,
  list: string,
): OpenList[] => {
  const bullet =
    paragraph.querySelector('[data-bullet]') ?? paragraph.querySelector('[style*="mso-list:Ignore" i]');
  const sign = (bullet?.textContent ?? '').replace(/[\s\u00a0]/gu, '');
  // Word's second bullet is the letter o.
  const ordered = ORDERED.test(sign) && sign !== 'o';
  bullet?.remove();
  const kept = open.filter(
    (l) => l.level < level || (l.level === level && l.ordered === ordered && l.list === list),
  );
  let target = kept.at(-1);
  if (target === undefined || target.level < level) {
    const element = doc.createElement(ordered ? 'ol' : 'ul');
    const start = ordered ? Number.parseInt(sign.replace('(', ''), 10) : 1;
    if (start > 1) element.setAttribute('start', String(start));
    if (target === undefined) paragraph.before(element);
    else (target.element.lastElementChild ?? target.element).append(element);
    target = { element, level, ordered, list };
    kept.push(target);
  }
  const item = doc.createElement('li');
  const text = doc.createElement('p');
  text.append(...paragraph.childNodes);
  item.append(text);
  target.element.append(item);
  paragraph.remove();
  return kept;
};
